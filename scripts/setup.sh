#!/bin/sh
# Sets up what is missing and leaves alone what is there: sh scripts/setup.sh report|docs|test|outside
#
#   report   .venv with the package, and Pango for the PDF
#   docs     the same, and what makes a site of docs/
#   test     the same, and the Python packages that the tests need
#   outside  the same, and the programs outside Python that `make test-outside` needs
#
# .venv/set-up-for-*.toml are copies of the pyproject.toml that was installed from; a new one installs again.
set -eu
cd "$(dirname "$0")/.."
what=${1:?report, docs, test or outside}
venv=.venv
python=$venv/bin/python
log=$venv/set-up.log

has() { command -v "$1" >/dev/null; }
say() { printf '%s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }

# A Python that is new enough: $PYTHON, python3, or one with its version in the name.
python_found() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            say "$name"
            return
        fi
    done
    return 1
}

# Installs Debian packages as root or with sudo; false, with the reason in $why, where that cannot be done.
why=""
apt_install() {
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        has sudo || { why="no root, no sudo"; return 1; }
        as_root="sudo"
        [ -t 0 ] || as_root="sudo -n"
        $as_root true || { why="sudo was refused"; return 1; }
    fi
    say "Installing $* ..."
    mkdir -p "$venv" && rm -f "$log"
    if $as_root apt-get -q update >"$log" 2>&1 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@" >>"$log" 2>&1; then
        return
    fi
    why=$(grep '^E: ' "$log" | tail -n 1)
    why=${why:-"apt-get failed, see $log"}
    return 1
}

# ---- the virtual environment

if ! $python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    found=$(python_found) || stop "reportgen needs Python 3.11 or newer; PYTHON=python3.12 make report names one"
    "$found" -c 'import ensurepip, venv' 2>/dev/null ||
        { has apt-get && apt_install python3-venv; } ||
        stop "Python's venv is missing${why:+ ($why)}: sudo apt-get install python3-venv, or your system's package of it"
    say "Setting up $venv ..."
    "$found" -m venv --clear "$venv"
fi

install() {
    say "Installing reportgen and ${2} into $venv ..."
    $python -m pip --quiet --disable-pip-version-check install --editable "$1"
}

up_to_date() { cmp -s pyproject.toml "$venv/set-up-for-$what.toml" && [ -x "$venv/bin/reportgen" ]; }

if ! up_to_date; then
    case $what in
        report) install . "what it needs"; covers="report" ;;
        docs) install '.[docs]' "what its site needs"; covers="report docs" ;;
        test) install '.[dev]' "what its tests need"; covers="report test" ;;
        outside) install '.[dev,docs,outside]' "what all its tests need"; covers="report docs test outside" ;;
        *) stop "usage: sh scripts/setup.sh report|docs|test|outside" ;;
    esac
    for each in $covers; do cp pyproject.toml "$venv/set-up-for-$each.toml"; done
fi

# ---- Pango, which lays out the PDF

pango_loads() {
    [ "$(uname -s)" != Darwin ] || export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix 2>/dev/null)/lib:/usr/local/lib:/usr/lib"
    $python -c '
import ctypes, sys
for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"):
    ctypes.CDLL(f"lib{name}.dylib" if sys.platform == "darwin" else f"lib{name}.so.0")
' 2>/dev/null
}

pango_command() { $python -c 'from reportgen.render.pdf import install_command; print(install_command())'; }

debian_pango="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
if ! pango_loads; then
    if has apt-get; then
        apt_install $debian_pango || true
    elif [ "$(uname -s)" = Darwin ] && has brew; then
        say "Installing pango ..."
        brew install --quiet pango >"$log" 2>&1 || why="brew failed, see $log"
    fi
    pango_loads || say "No PDF: Pango is missing and could not be installed${why:+ ($why)}. Install it with: $(pango_command)" >&2
fi
[ "$what" = outside ] || exit 0

# ---- the programs of the outside tests

missing() {
    for pair in chromium:chromium pdffonts:poppler-utils qpdf:qpdf javac:default-jdk-headless zsh:zsh fish:fish \
        spamassassin:spamassassin smtp-source:postfix; do
        has "${pair%%:*}" || say "${pair#*:}"
    done
    [ -e /usr/share/java/jaxb-runtime.jar ] || say libjaxb-java
    $python -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null || say libatomic1 # Playwright's own Node.js
}

if [ -n "$(missing)" ]; then
    if has apt-get; then
        apt_install $(missing) || true
    fi
    [ -z "$(missing)" ] || stop "Missing for the outside tests${why:+ ($why)}, by their Debian names:" $(missing)
fi

# ---- what judges e-mails, from npm

wanted=tests/outside/npm/package.json
if ! cmp -s $wanted $venv/npm/package.json || [ ! -d $venv/npm/node_modules ]; then
    say "Installing what judges e-mails from npm ..."
    mkdir -p $venv/npm && cp $wanted $venv/npm/package.json
    PATH="$PWD/$venv/bin:$PATH" npm install --prefix $venv/npm --no-audit --no-fund --loglevel error >"$log" 2>&1 ||
        { rm -f $venv/npm/package.json; tail -n 5 "$log" >&2; stop "npm could not install it, see $log"; }
fi
