import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF's verdict on PDF/UA-1, or on the flavour named by -Dflavour=PDFA_3_A: a line per file and below it a line per
 * failed check: clause, message, place.
 */
class PdfUa {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.valueOf(System.getProperty("flavour", "PDFUA_1"));
        for (String file : files) {
            try (FileInputStream bytes = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour)) {
                ValidationResult result =
                        Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
                System.out.println(
                        (result.isCompliant() ? "passed " : "failed ") + result.getTotalAssertions() + " checks " + file);
                for (TestAssertion check : result.getTestAssertions()) {
                    System.out.println("  " + check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber()
                            + " " + check.getMessage().replaceAll("\\s+", " ") + " " + check.getLocation().getContext());
                }
            }
        }
    }
}
