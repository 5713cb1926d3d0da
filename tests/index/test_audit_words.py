import time

import pytest

from index.audit_outages import wrong_outages
from index.audit_scripts import claimed_offers
from index.audit_sums import wrong_sums
from index.reading import read_guide

HEAD = "# Splice Engineer | Tidewater Cables Negotiation Guide\n\n## Pod Economics\n\n"


@pytest.fixture
def about(tmp_path):
    """A guide whose fifth line is the words."""

    def write(words: str):
        path = tmp_path / "guide.md"
        path.write_text(HEAD + words + "\n")
        return read_guide(path, tmp_path)

    return write


WRONG = [
    "Settle at €80K base + €20K bonus = €110K.",
    "Settle at **€80,000 base** + €20,000 bonus (guaranteed) + €5,000 sign-on = **€115,000** total.",
    "I'm targeting €80K base and €20K bonus for a €120K total package.",
    "The floor is €80K base and €20K bonus (€90K total comp).",
    "At 7% of a basket of $200M in yearly profit across 50 ships, your share is $24M.",
    "The fleet earns 50 ships × $500K = $2.5M.",
    "Say €80K-€90K base + €10K-€20K bonus = €90K-€130K.",
]
RIGHT = [
    "Settle at €80K base + €20K bonus = €100K.",
    "Settle at €80K base + €400K RSU/4yr (€100K/year) + €20K bonus = €200K a year.",
    "Settle at €80K base + €400K options + €20K bonus = €500K.",
    "I'm targeting €80K+ base and €20K+ bonus for a €100K+ total package.",
    "That is €80,500 base + €19,700 bonus = ~€100K.",
    "At 7% of a basket of $200M in yearly profit, your share is $14M.",
    "At 1-3% of $20M-$50M that is $200K-$1.5M.",
    "The fleet earns 50 ships × $500K = $25M.",
    "Between €80K-€90K base + €10K bonus = €95K.",
]
UNCLEAR = [
    "Ask for €80K base + 900 options + €20K bonus = €150K in the first year.",
    "Ask for €80K base + $20K bonus = €150K.",
    "Offers of €300K, or €80K base + €20K bonus = €400K.",
    "Ask for €80K base + 20% bonus = €150K.",
    "The fleet earned $80M and 5% of $20M in repairs. The total is $9M.",
    "A rival pays €80K base and €20K bonus. Our total is €150K.",
    "Level = €80K + growth; next level €90K = more.",
]


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_sum_is_found_on_its_line(about, words):
    found = list(wrong_sums(about(words)))
    assert [(each.code, each.line) for each in found] == [("arithmetic-wrong", 5)]


def test_a_wrong_sum_is_shown_beside_the_right_one(about):
    [found] = wrong_sums(about(WRONG[0]))
    assert found.message == "€80,000 + €20,000 is €100,000, the guide says €110,000; mend the example."


@pytest.mark.parametrize("words", [*RIGHT, *UNCLEAR])
def test_right_and_unclear_sums_raise_no_alarm(about, words):
    assert list(wrong_sums(about(words))) == []


def test_an_outage_that_needs_a_day_of_odd_length_is_found(about):
    words = "A 15-minute outage across 50 pods, with each pod averaging $500K in daily PnL, represents $520K in losses."
    [found] = wrong_outages(about(words))
    assert "$961,538" in found.message
    assert "721 minutes" in found.message


def test_a_minute_that_is_worth_too_much_is_found(about):
    words = "It carries 85 pods with combined daily PnL of $42.5M. Each minute of downtime costs approximately $170K."
    [found] = wrong_outages(about(words))
    assert "$108,974" in found.message


@pytest.mark.parametrize(
    "words",
    [
        "A 15-minute outage across 50 pods, with each pod averaging $500K in daily PnL, represents $960K in losses.",
        "It carries pods with combined daily PnL of $39M. Each minute of downtime costs approximately $100K.",
        "A day of $39M in revenue. A 30-minute call costs $200.",
        "A 15-minute outage during peak hours costs the company $375K-$750K.",
    ],
)
def test_outages_of_a_usual_day_or_without_a_day_raise_no_alarm(about, words):
    assert list(wrong_outages(about(words))) == []


@pytest.mark.parametrize(
    "words",
    [
        '"I have a competing offer from Kelpline at €95K."',
        '"I\'m holding a Kelpline offer."',
        '"Thanks. I also have Kelpline and Brightwater offers at €95K."',
        '"My competing offers are from Kelpline."',
    ],
)
def test_a_script_that_claims_an_offer_is_found(about, words):
    [found] = claimed_offers(about(words))
    assert (found.code, found.level, found.line) == ("first-person-offer", "warning", 5)


def test_a_script_with_blanks_is_only_worth_a_look(about):
    [found] = claimed_offers(about('"I have an offer from [company] at [amount]."'))
    assert found.level == "info"


@pytest.mark.parametrize(
    "words",
    [
        "If I have a competing offer, it goes first.",
        '"I\'d like the offer to reflect that."',
        '"I have reviewed the offer."',
        '"I have your offer in front of me."',
        '"I have until Friday to answer the offer."',
        "\"I'm evaluating roles elsewhere, and Kelpline's offer counts.\"",
        "Say so when you have another offer.",
        '"I have no other offer."',
    ],
)
def test_words_about_the_offer_under_discussion_are_no_claim(about, words):
    assert list(claimed_offers(about(words))) == []


@pytest.mark.parametrize(
    "piece", ["$1K + ", "I have a ", "5% of ", "(", "a and ", "15-minute 5 a ", "$5 daily ", "9 x "]
)
def test_long_texts_are_audited_quickly(about, piece):
    guide = about(piece * (19_000 // len(piece)))
    started = time.process_time()
    list(wrong_sums(guide)), list(wrong_outages(guide)), list(claimed_offers(guide))
    assert time.process_time() - started < 2
