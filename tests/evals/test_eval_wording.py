import pytest

from evals.wording import mentions, same_level, same_region, same_section


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("London", "London"),
        ("New York", "New York (HQ)"),
        ("São Paulo", "sao paulo 🇧🇷"),
        ("London (GBP/USD)", "London"),
        ("Tel Aviv (HQ)", "Tel Aviv (ILS)"),
        ("Germany (Walldorf/Munich)", "Munich"),
        ("New York", "New York City"),
        (None, "Anywhere"),
        (None, None),
    ],
)
def test_regions_are_the_same_up_to_naming(expected: str | None, given: str | None) -> None:
    assert same_region(expected, given)


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        ("London", "Miami"),
        ("London", None),
        ("York", "Newyork"),
        ("US (Major Hubs)", "US (Other Markets)"),
        ("London", "🇬🇧"),
        ("New York", "New Jersey"),
    ],
)
def test_other_places_are_other_regions(expected: str, given: str | None) -> None:
    assert not same_region(expected, given)


def test_levels_contain_each_other_on_whole_words() -> None:
    assert same_level("Senior (L5)", "Senior")
    assert same_level("L5", "SDE II (L5)")
    assert same_level(None, None)
    assert not same_level("L5", "L50")
    assert not same_level("SDE II", "SDE III")
    assert not same_level(None, "Senior")
    assert not same_level("Senior", None)


def test_sections_compare_by_their_beginning() -> None:
    assert same_section("Compensation Overview", "🧬 COMPENSATION OVERVIEW (+25-35% Premium)")
    assert same_section("Lever 4 — Research Freedom", "Lever 4")
    assert not same_section("Lever 4", "Lever 5 — Hardware")
    assert not same_section("Level Mapping", "Anvil Level Mapping")
    assert not same_section("Level Mapping", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It is £130K here", "£130k"),
        ("It is £130,000", "£130K|£130,000"),
        ("10–15% of base", "10-15%"),
        ("10-15% of base", "10–15%"),
        ("SEK\u00a065K", "SEK 65K"),
        ("You’re paid in cash", "you're paid"),
        ("9,000, then", "9,000"),
    ],
)
def test_mentions_ignore_case_dashes_and_kinds_of_spaces(text: str, wanted: str) -> None:
    assert mentions(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("It is £131K", "£130K|£130,000"), ("19,000 options", "9,000"), ("$160K", "60"), ("60.5 hours", "60")],
)
def test_a_piece_of_a_longer_number_is_no_mention(text: str, wanted: str) -> None:
    assert not mentions(text, wanted)
