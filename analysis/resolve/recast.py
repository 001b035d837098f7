"""Sources that the attribution has taken for another, put right by the words around the claim.

In: a claim, what the case knows. Out: the claim with the source that its article gives. The rules
stand in seven modules, by what they read: the source's own words, the phrase that it is, the rest
of its sentence, the clause that it hangs on, what is said itself, the text before, who went on
speaking. Gives up, and leaves the claim as it is, where nobody is found.
"""

from __future__ import annotations

from collections.abc import Callable

from analysis.model import Claim
from analysis.resolve.provenance import Provenance
from analysis.resolve.recast_before import (
    a_spokeswoman,
    document_of,
    handed_over,
    he_of_the_sentence_before,
    it_of_the_sentence_before,
    its_head,
    its_spokesman,
    kind_of_body,
    on_the_line,
    run_by,
    the_same,
    told_on_air,
    voice_of,
)
from analysis.resolve.recast_clauses import (
    compared_with,
    presupposed,
    shown_by,
    which_behind,
)
from analysis.resolve.recast_phrases import (
    behind_place,
    by_acronym,
    calls_itself,
    citing_outlet,
    desk_of,
    in_a_report,
    the_medium,
    whom_behind,
    whose_paper,
    without_relative,
)
from analysis.resolve.recast_reported import (
    behind_the_cue,
    claim_of,
    claiming_to_be,
    counted_by,
    nobody_said,
    people_of_body,
    who_warned,
)
from analysis.resolve.recast_sentence import (
    addressed,
    as_attributed,
    by_the_way,
    denied_by,
    figure_of,
    found_by,
    held_by,
    meanwhile,
    only_told,
    said_to_be,
    set_for,
    sums_up,
    where_not_who,
    who_before,
    who_had_said,
    with_these_words,
)
from analysis.resolve.recast_speech import (
    he_is_named,
    he_is_one,
    it_was_stated,
    not_of_himself,
    she_who_spoke,
    who_opened,
)
from analysis.resolve.recast_words import (
    behind_plural,
    by_handle,
    by_letters,
    by_post,
    by_surname,
    by_title,
    citing_another,
    not_himself,
    not_who_writes,
    statement_of,
    without_clock,
    without_verb,
)


def recast(claim: Claim, known: Provenance) -> Claim:
    """The claim as its article has it."""
    for rule in _RULES:
        claim = rule(claim, known)
    return claim


# in this order: what is no part of a source goes first, who was meant is asked then
_RULES: tuple[Callable[[Claim, Provenance], Claim], ...] = (
    without_clock,
    without_verb,
    which_behind,
    compared_with,
    shown_by,
    presupposed,
    citing_another,
    citing_outlet,
    whom_behind,
    addressed,
    said_to_be,
    only_told,
    sums_up,
    nobody_said,
    behind_the_cue,
    meanwhile,
    not_himself,
    without_relative,
    behind_place,
    statement_of,
    whose_paper,
    desk_of,
    in_a_report,
    by_acronym,
    the_medium,
    not_who_writes,
    calls_itself,
    behind_plural,
    by_surname,
    by_title,
    by_post,
    by_handle,
    by_letters,
    kind_of_body,
    people_of_body,
    its_spokesman,
    a_spokeswoman,
    set_for,
    where_not_who,
    who_before,
    as_attributed,
    document_of,
    held_by,
    figure_of,
    denied_by,
    found_by,
    claim_of,
    counted_by,
    who_warned,
    claiming_to_be,
    it_was_stated,
    with_these_words,
    by_the_way,
    who_had_said,
    who_opened,
    voice_of,
    not_of_himself,
    she_who_spoke,
    he_is_named,
    he_of_the_sentence_before,
    he_is_one,
    it_of_the_sentence_before,
    handed_over,
    on_the_line,
    the_same,
    run_by,
    its_head,
    told_on_air,
)
