"""The words of market prose by what they do in a sentence: a tag of one letter, and what the phrase means.

Tags: U up, D down, F little changed; C better than, c worse than, V against; K first of a field, k last of it; R
record;
S since; E in a row; O ordinal; z closes; t to, A at, f from, b by, o of, r for/in/on/over, h than; a and, w a new
clause;
n not; m may, will; i if; G half, twice and the like; H high, I low; Y-words of dates stand in `periods`, numbers in
`numbers`. What has no tag is "x", an unknown name "X".
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reportgen.claims.nouns import Hedge
from reportgen.claims.trie import Node, trie


class Meaning(NamedTuple):
    """What a phrase means: its tag, and the value that goes with it."""

    tag: str
    value: str = ""


UP = """
rise rises rose risen rising gain gains gained gaining climb climbs climbed climbing advance advances advanced
advancing add adds added adding up higher increase increases increased increasing grew grow grows growing
rallied rally rallies rallying rebound rebounds rebounded rebounding recovered recover recovers recovering
strengthened strengthen strengthens strengthening appreciated firmed improved ahead_by picked_up in_the_green
in_positive_territory in_the_black gained_ground gains_ground gaining_ground gain_ground made_gains lifted lift lifts
uptick tacked_on tack_on tacking_on tacks_on put_on puts_on putting_on moved_up moves_up moving_up moved_higher
went_up goes_up going_up drifted_higher
drifts_higher ticked_up ticks_up ticked_higher crept_up crept_higher inched_up inched_higher inches_up inching_up
edged_up edges_up edged_higher edges_higher edging_up edging_higher nudged_up nudged_higher eked_out ekes_out eke_out
pushed_higher pushed_up swung_higher turned_higher bounced bounced_back bounces_back snapped_back extended_gains
notched_gains positive bounce bounces
to_the_upside upside finished_up ended_up closed_up winning stronger appreciates firms firmer bullish_session
"""
LEAPT = """
surge surges surged surging soar soars soared soaring jump jumps jumped jumping leap leaps leapt leaped leaping
vault vaults vaulted spiked spike spikes spiking rocketed skyrocketed shot_up shoots_up roared roars powered_ahead
popped pops
"""
DOWN = """
fall falls fell fallen falling lose loses lost losing drop drops dropped dropping decline declines declined
declining slip slips slipped slipping down lower decrease decreases decreased decreasing retreat retreats retreated
retreating slid slide slides sliding eased ease eases easing weakened weaken weakens weakening dipped dip dips
dipping shed sheds shedding gave_up gives_up giving_up give_up gave_back gives_back giving_back gave_ground
giving_ground gives_ground lost_ground losing_ground loses_ground
lose_ground pulled_back pulls_back pullback depreciated softened in_the_red in_negative_territory underwater losses
loss moved_down moved_lower went_down goes_down going_down drifted_lower drifts_lower ticked_down ticked_lower
ticks_down
crept_down crept_lower inched_down inched_lower inches_down inching_down edged_down edges_down edged_lower
edges_lower edging_down edging_lower nudged_down nudged_lower pushed_lower swung_lower turned_lower
surrendered surrenders surrender negative to_the_downside backed_off back_off sagged sags sagging sank sink sinks
sinking
finished_down ended_down closed_down weaker softer stumbled stumbles stumbling skidded skid skids skidding declined_by given_up given_back handed_back sold_off sell_off
selloff cheapened
contracted shrank receded recede recedes cooled off
"""
PLUNGED = """
plunge plunges plunged plunging tumble tumbles tumbled tumbling slump slumps slumped slumping crash crashed
crashes crashing collapse collapses collapsed plummet plummets plummeted plummeting nosedived cratered dived
tanked swooned
"""
FLAT = """
little_changed flat unchanged barely_changed barely_moved barely_budged hardly_changed hardly_moved steady
virtually_unchanged almost_unchanged roughly_flat near_flat essentially_flat nearly_unchanged mostly_unchanged
essentially_unchanged flattish about_flat mostly_flat stood_still treaded_water trod_water went_nowhere sideways
moved_sideways
moving_sideways narrowly_mixed where_it_started where_they_started where_it_began did_not_move held_steady was_steady
finished_flat scarcely_moved scarcely_changed
"""
BETTER = """
outperform outperforms outperformed outperforming beat beats beating beaten outpace outpaces outpaced outpacing
outstrip outstrips outstripped outstripping surpass surpasses surpassed surpassing outdid outdo outdoes outdoing
outgained outshone outshine outshines outran outrunning ahead_of better_than more_than_did well_ahead_of far_ahead_of
easily_beat
bested best_of_both topped topping tops exceeded exceeds exceeding outrun did_better_than fared_better_than
held_up_better_than holding_up_better_than doing_better_than does_better_than fares_better_than stronger_than edged_out edges_out edging_out trumped trumps trumping eclipsed eclipses eclipsing pipped pips trounced
trounces outclassed outclasses outmuscled outsprinted upstaged upstages overshadowed overshadows dwarfed dwarfs outdone
came_out_ahead_of comes_out_ahead_of got_the_better_of gets_the_better_of had_the_better_of
clobbered walloped outgain outgains outgaining trounce ran_rings_around ran_circles_around had_the_edge_over has_the_edge_over had_the_upper_hand_over has_the_upper_hand_over
"""
WORSE = """
underperform underperforms underperformed underperforming lag lags lagged lagging trail trails trailed trailing
behind fell_behind falling_behind falls_behind worse_than well_behind far_behind fared_worse_than did_worse_than
less_than_did short_of fell_short_of lost_to held_up_worse_than
weaker_than not_far_behind close_behind closely_behind just_behind right_behind hot_on_its_heels hard_on_its_heels
close_on_its_heels not_far_off no_match_for came_second_to ran_second_to second_only_to paled_next_to paled_beside pales_beside paled_in_comparison_with paled_in_comparison_to lost_out_to played_second_fiddle_to
couldn't_keep_up_with could_not_keep_up_with failed_to_keep_up_with failed_to_keep_pace_with couldn't_keep_pace_with
could_not_keep_pace_with failed_to_match couldn't_match could_not_match did_not_keep_up_with didn't_keep_up_with
did_not_keep_pace_with didn't_keep_pace_with struggled_to_keep_up_with struggled_to_keep_pace_with
"""
FIRST = """
led lead leads leading fared_best best top_performer top_performing best_performing best_performer biggest_gainer
largest_gainer top_gainer strongest held_up_best outperformer set_the_pace setting_the_pace sets_the_pace
topped_the_table biggest_winner winner
led_the_way leading_the_way leads_the_way leader led_gains standout stood_out came_out_on_top out_in_front in_front
topped_the_list
did_best the_leader paced paced_gains front_runner performed_best did_the_best fared_the_best
topped_the_leaderboard tops_the_leaderboard topped_the_field topped_the_pack topped_the_charts best_of_the_bunch
best_of_the_lot best_of_the_pack pick_of_the_bunch star_performer head_of_the_pack front_of_the_pack pride_of_place
first_prize top_spot top_of_the_table top_of_the_leaderboard top_of_the_class top_of_the_pile ahead_of_the_pack
ahead_of_the_field head_of_the_field
"""
LAST = """
fared_worst worst worst_performer worst_performing biggest_loser largest_loser biggest_decliner laggard weakest
brought_up_the_rear bringing_up_the_rear brings_up_the_rear came_last came_in_last finished_last finishing_last
finishes_last hardest_hit worst_hit hit_hardest fell_furthest fell_the_most fared_the_worst
fell_most lost_the_most the_laggard lagged_the_field lagged_behind_the_field did_worst performed_worst slowest
smallest_gainer in_last_place ended_last dead_last last_place
bottom_of_the_pile bottom_of_the_table bottom_of_the_class bottom_of_the_pack bottom_of_the_leaderboard wooden_spoon
weakest_link was_left_behind were_left_behind back_of_the_pack rear_of_the_pack propped_up_the_table worst_of_the_bunch
worst_of_the_lot
"""
RECORD = """
record record_high record_close record_closing_high record_closing all_time_high all_time_highs all_time_closing_high
all_time_peak record_highs record_territory record_level record_levels record_peak record_finish records
all_time_record all_time_closing
uncharted_territory closing_record
"""
RECORD_LOW = "record_low record_lows all_time_low all_time_lows record_closing_low all_time_closing_low"
STREAK = "straight consecutive in_a_row streak running on_end successive on_the_trot unbroken back_to_back winning_run losing_run run_of in_succession"
CLOSE = """
close closes closed closing end ends ended ending finish finishes finished finishing settle settles settled
settling stood stand stands standing level levels mark landed lands landing trades traded trading yields yield yielded
yielding yields_stood sits sat wrapped_up wraps_up wrapping_up reading held hold holds holding hovers hovered hovering clung
clings quoted changed_hands change_hands changes_hands worth commands commanded fetched fetching fetch fetches bought buys price priced costs cost logged
"""
CLAUSE = """
while whereas but though although as after before when which where even_as even_though because since_then yet
despite until once who whose meanwhile however despite_that and_that instead nevertheless
"""
MODAL = """
may might could would should will can shall must expected_to likely_to unlikely_to forecast_to projected_to set_to
poised_to going_to forecasts forecast projects projected projecting estimates estimated estimate expect expects expected
expecting expectation expectations predicted predicts prediction predict sees seen target targets targeting outlook
consensus potential potentially possible possibly hope hopes hoped wants aims aim aimed chance odds probability risk
risks futures
about_to won't wouldn't couldn't can't cannot
"""
CONDITION = "if whether unless suppose assuming imagine hypothetical hypothetically were_to"
NEGATION = "not no never without n't didn't doesn't wasn't isn't weren't hasn't haven't don't hadn't nor neither nowhere_near aren't"
HEDGES: dict[str, Hedge] = {
    **dict.fromkeys(
        ["more_than", "over", "above", "greater_than", "in_excess_of", "north_of", "upwards_of", "better_than",
            "exceeding", "topping", "tops", "beyond", "past", "surpasses", "exceeds", "breaches", "retakes",
            "retook", "breaks_above", "broke_above", "climbs_above", "climbs_past", "well_over", "well_above",
            "comfortably_above", "comfortably_more_than", "exceeded", "surpassed", "topped", "crossed", "crosses",
            "cleared", "clears", "cracked", "cracks", "broke_through", "breaks_through", "broken_through", "burst_through",
            "bursts_through", "smashed_through", "smashes_through", "punched_through", "pushed_through", "pushes_through",
            "powered_through", "blew_through", "sailed_through", "sailed_past", "blew_past", "pushed_past", "broke_past",
            "vaulted_past", "eclipsed", "eclipses", "pierced", "pierces", "scaled", "conquered", "conquers", "reclaimed", "reclaims", "breached", "no_less_than", "easily_more_than",
            "well_more_than", "upward_of"],
        "more than",
    ),
    **dict.fromkeys(
        ["less_than", "under", "below", "fewer_than", "south_of", "short_of", "well_under", "well_below",
            "just_short_of", "lost_its_grip_on", "loses_its_grip_on", "lost_hold_of", "let_go_of", "fell_through", "falls_through", "dropped_through", "sank_through", "slid_through",
            "tumbled_through"], "less than"
    ),
    **dict.fromkeys(
        ["about", "around", "roughly", "approximately", "some", "circa", "~", "or_so", "close_to_about",
            "an_estimated", "almost_exactly", "something_like", "≈", "ca", "in_the_neighborhood_of",
            "in_the_region_of", "near"], "about"
    ),
    **dict.fromkeys(
        ["nearly", "almost", "close_to", "not_quite", "just_under", "just_below", "just_shy_of",
            "a_little_less_than", "slightly_less_than", "a_bit_less_than", "a_shade_under", "a_touch_under",
            "shy_of", "approaching", "a_hair_under", "a_hair_below", "a_shade_below", "slightly_under",
            "a_little_under", "slightly_below", "a_bit_under", "a_little_below", "barely_under", "a_touch_below",
            "fractionally_less_than", "fractionally_below"],
        "nearly",
    ),
    **dict.fromkeys(
        ["just_over", "just_above", "a_little_more_than", "a_little_over", "slightly_more_than", "slightly_over",
            "slightly_above", "a_bit_more_than", "a_bit_over", "a_touch_over", "a_shade_over", "just_more_than",
            "barely_more_than", "a_shade_above", "a_touch_above", "a_shade_more_than", "a_touch_more_than",
            "barely_over", "a_hair_over", "a_hair_above", "a_little_above", "fractionally_above",
            "fractionally_more_than", "barely_above"],
        "just over",
    ),
    **dict.fromkeys(["at_least", "not_less_than", "no_fewer_than", "a_minimum_of"], "at least"),
    **dict.fromkeys(["at_most", "no_more_than", "not_more_than", "a_maximum_of"], "at most"),
    **dict.fromkeys(["up_to", "as_much_as", "as_many_as"], "up to"),
}  # fmt: skip
APART = "at_all after_all above_all first_of_all most_of_all all_in_all all_the_same all_the_while for_all_that"
"""Phrases in which "all" is nobody."""
TIMES = {
    "twice": "2", "double": "2", "doubled": "2", "doubling": "2", "doubles": "2", "triple": "3", "tripled": "3",
    "tripling": "3", "three_times": "3", "four_times": "4", "five_times": "5", "half_of": "0.5", "halved": "0.5",
    "halving": "0.5", "quadrupled": "4", "quadruple": "4", "two_times": "2", "ten_times": "10", "six_times": "6",
    "halves": "0.5", "thrice": "3",
}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth"], 1,
    )
}  # fmt: skip
SMALL = {"t": "to toward towards", "A": "at", "f": "from", "b": "by", "o": "of", "h": "than",
    "r": "for in on over during across through within among amid",
         "a": "and or plus &", "V": "against versus vs compared_with compared_to compares_with compares_to relative_to unlike next_to from_a"}  # fmt: skip
HIGH = "high highest peak top best_level highs peaks largest biggest most greatest steepest sharpest strongest_level fastest heaviest"
LOW = "low lowest trough lows worst_level smallest least slimmest narrowest"
DROPPED = {
    "the",
    "a",
    "an",
    "its",
    "their",
    "just",
    "also",
    "his",
    "her",
    "our",
    "still",
    "only_just",
    "index",
    "itself",
}
"""Words that a pattern need not see. "only" is not among them: it says something."""


@cache
def phrases() -> Node:
    """Every phrase with its meaning; a later table's goes before an earlier one's."""
    held: dict[tuple[str, ...], Meaning] = {}

    def put(words: str, meaning: Meaning) -> None:
        for word in words.split():
            held[tuple(word.split("_"))] = meaning

    for tag, words in SMALL.items():
        put(words, Meaning(tag))
    for words, tag, value in (
        (CLAUSE, "w", ""), (CLOSE, "z", ""), (HIGH, "H", ""), (LOW, "I", ""), (MODAL, "m", ""), (CONDITION, "i", ""),
        (NEGATION, "n", ""), (UP, "U", ""), (DOWN, "D", ""), (LEAPT, "U", "leapt"), (PLUNGED, "D", "leapt"),
        (FLAT, "F", ""), (FIRST, "K", ""), (LAST, "k", ""), (BETTER, "C", ""), (WORSE, "c", ""),
        (RECORD, "R", "high"), (RECORD_LOW, "R", "low"), (STREAK, "E", ""), ("since", "S", ""),
    ):  # fmt: skip
        put(words, Meaning(tag, value))
    for words, hedge in HEDGES.items():
        if len(words) > 1 or words == "~":
            held.setdefault(tuple(words.split("_")), Meaning("x", hedge))
            tag = held[tuple(words.split("_"))].tag
            held[tuple(words.split("_"))] = Meaning(tag, hedge)
    put(APART, Meaning("x"))
    for words, times in TIMES.items():
        held[tuple(words.split("_"))] = Meaning("G", times)
    for words, number in ORDINALS.items():
        held[(words,)] = Meaning("O", str(number))
    return trie(held)


def hedge_of(words: tuple[str, ...]) -> Hedge:
    """The hedge that a phrase is, "" for none."""
    return HEDGES.get("_".join(words), "")
