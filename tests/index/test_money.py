"""The money grammar: every written form of pay is read exactly, and nothing else is read as pay."""

from __future__ import annotations

import pytest

from index.money import Amount, read_amounts
from index.types import Number, Unit

# Text = low, high (where it differs) and currency of each amount.
SIGNED = """
$175K - $225K = 175000 225000 USD
$160,000–$200,000 = 160000 200000 USD
$160,000 — $200,000 = 160000 200000 USD
$160,000‑$200,000 = 160000 200000 USD
$160,000\u202f–\u2009$200,000 = 160000 200000 USD
$160,000 to $200,000 = 160000 200000 USD
between $160,000 and $200,000 = 160000 200000 USD
anywhere from $160K to $200K = 160000 200000 USD
$715K - $1.05M = 715000 1050000 USD
$400K–$1.015M+ = 400000 1015000 USD
$175-225K = 175000 225000 USD
$6-$8M = 6000000 8000000 USD
$1.2-1.5M = 1200000 1500000 USD
$0-$25K = 0 25000 USD
$500 - $1K = 500 1000 USD
$160,000-200,000 = 160000 200000 USD
$30-40 billion = 30000000000 40000000000 USD
£130K - £170K / $165K - $215K = 130000 170000 GBP + 165000 215000 USD
£111K / $135K - £146K / $178K = 111000 146000 GBP + 135000 178000 USD
₹30.2L / $36K - ₹40.6L / $49K = 3020000 4060000 INR + 36000 49000 USD
£135K - £175K ($170K - $220K) = 135000 175000 GBP + 170000 220000 USD
**£337K-£525K / $421K-$657K** = 337000 525000 GBP + 421000 657000 USD
HK$1.35M - HK$1.75M = 1350000 1750000 HKD
HK $1.35M = 1350000 HKD
S$130K–S$200K = 130000 200000 SGD
SGD 130,000 = 130000 SGD
SGD $130,000 = 130000 SGD
A$155K-A$210K = 155000 210000 AUD
C$172K = 172000 CAD
CA$172K = 172000 CAD
$130K - $172K CAD = 130000 172000 CAD
$172K (CAD) = 172000 CAD
US$172K = 172000 USD
MX$900K = 900000 MXN
NT$1.8M–NT$2.6M = 1800000 2600000 TWD
R$300K–R$460K = 300000 460000 BRL
CHF 120K–CHF 190K = 120000 190000 CHF
CHF 120’000 = 120000 CHF
AED 30,000 = 30000 AED
PLN 790K–1.13M = 790000 1130000 PLN
PLN 693K–1,060K = 693000 1060000 PLN
75 000 – 90 000 zł = 75000 90000 PLN
585K DKK = 585000 DKK
550kSEK = 550000 SEK
EUR70K–EUR95K/yr = 70000 95000 EUR
€72K–€95K = 72000 95000 EUR
€1.35M = 1350000 EUR
€1,35M = 1350000 EUR
185.000 € = 185000 EUR
€70.000 – 85.000 = 70000 85000 EUR
185.000,50 € = 185000.5 EUR
75 k€ = 75000 EUR
₹24L = 2400000 INR
₹20L–₹38L = 2000000 3800000 INR
₹1,05,00,000 = 10500000 INR
₹1.05Cr = 10500000 INR
₹1.05 crore = 10500000 INR
24 LPA = 2400000 INR
INR 2.0M = 2000000 INR
₪440,000 = 440000 ILS
RMB 390K = 390000 CNY
₩70M–₩120M = 70000000 120000000 KRW
850万円 = 8500000 JPY
UYU 2.2M = 2200000 UYU
VND 700M–VND 1.3B = 700000000 1300000000 VND
$2 million = 2000000 USD
$4.8T US market = 4800000000000 USD
185,000 USD = 185000 USD
185,000 usd = 185000 USD
120,000-150,000 euros = 120000 150000 EUR
$0 = 0 USD
$175,000, then = 175000 USD
"""

UNSIGNED = """
175-225K = 175000 225000 USD
120 - 150K = 120000 150000 USD
150 to 200k = 150000 200000 USD
175K-225K = 175000 225000 USD
190k base = 190000 USD
185k = 185000 USD
1.2m = 1200000 USD
185,000 = 185000 USD
185 000 = 185000 USD
185000 = 185000 USD
20-38 lakh = 2000000 3800000 INR
1.05 Cr = 10500000 INR
80K RSUs = 80000 USD
$380K-401K = 380000 401000 USD
"""

UNREAD = """
L5 | E4 | 401k | 401(k) match | 2024-2025 | 24/7 | 15-minute | Q4 2025 | 2.0 | v1.2.3 | 1.2.3 | 50 pods | 10x | 20-50x
3-year | 3-5 years | 100,000 users | 2.8M+ accounts | IC4-IC6 | M1/L5M | GPT-4 | COP26 | 15th | 555-123-4567
2026-02-23 | 30m | Z$5K | $[18-28]K | $[X]K | 24L | -5% | (-$20K) | $-5K | .5% | %20 | ¼ | １８５K $１ | ٣٤%
$12,34,5 | $185.000 | €1.2.3 | 1 2 3 | 3 options
Year 1 RSU vesting | 2026 RSU refresh | 12 business units | 2025 USD | $175Kish | $1_000 | 185000bps
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [(text, meant) for text, _, meant in (line.partition(" = ") for line in table.strip().splitlines())]


def read(text: str, *, currency: str | None = None, bare: bool = False) -> str:
    amounts = read_amounts(text, currency=currency, bare=bare)
    bounds = [[str(bound) for bound in dict.fromkeys((amount.low, amount.high))] for amount in amounts]
    return " + ".join(" ".join([*pair, str(amount.currency)]) for pair, amount in zip(bounds, amounts, strict=True))


def only(text: str, *, currency: str | None = None) -> Amount:
    (amount,) = read_amounts(text, currency=currency)
    return amount


@pytest.mark.parametrize(("text", "meant"), rows(SIGNED))
def test_money_with_a_sign_is_read_exactly_in_a_cell(text: str, meant: str) -> None:
    assert read(text, bare=True) == meant


@pytest.mark.parametrize(("text", "meant"), [row for row in rows(SIGNED) if " — " not in row[0]])
def test_money_with_a_sign_is_read_exactly_in_prose(text: str, meant: str) -> None:
    assert read(f"We say {text}") == meant


@pytest.mark.parametrize(("text", "meant"), rows(UNSIGNED))
def test_cells_may_leave_out_the_sign(text: str, meant: str) -> None:
    assert read(text, currency="USD", bare=True) == meant


def test_what_a_number_without_a_sign_means_depends_on_its_currency() -> None:
    assert read("185.000", currency="EUR", bare=True) == "185000 EUR"
    assert read("24L", currency="INR", bare=True) == "2400000 INR"
    assert read("185K", bare=True) == "185000 None"


def test_prose_without_a_sign_is_not_money() -> None:
    assert read_amounts("a platform with 175K users, 185,000 rows and 20-38 lakh records") == ()


@pytest.mark.parametrize("text", UNREAD.replace("\n", " | ").strip(" |").split(" | "))
def test_what_is_no_pay_or_could_mean_two_things_is_left_unread(text: str) -> None:
    assert read_amounts(text, bare=True) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10–15%", 10, 15),
        ("15-20% target", 15, 20),
        ("10% to 15%", 10, 15),
        ("10 - 15 percent", 10, 15),
        ("0.5%", 0.5, 0.5),
        ("2,5 %", 2.5, 2.5),
        ("+25-35%", 25, 35),
        ("99.997%", 99.997, 99.997),
        ("Level 3 – 15%", 15, 15),
        ("Rule of 40 — 15%", 15, 15),
        ("USD 15%", 15, 15),
        ("Tier 2 100%", 100, 100),
    ],
)
def test_percent_is_as_written(text: str, low: Number, high: Number) -> None:
    amount = only(text)
    assert (amount.low, amount.high, amount.unit, amount.currency) == (low, high, Unit.PERCENT, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("7,000 options", 7_000, 7_000),
        ("1,300 RSUs", 1_300, 1_300),
        ("1,200 Acme RSUs", 1_200, 1_200),
        ("5,000 restricted stock units", 5_000, 5_000),
        ("1,000-3,000 shares", 1_000, 3_000),
        ("ranges from 500 to 1,000 shares", 500, 1_000),
        ("10K shares", 10_000, 10_000),
    ],
)
def test_share_counts_are_shares(text: str, low: int, high: int) -> None:
    amount = only(text)
    assert (amount.low, amount.high, amount.unit, amount.currency) == (low, high, Unit.SHARES, None)


def test_options_with_a_sign_are_money() -> None:
    assert only("$50,000 options").unit is Unit.CURRENCY


def test_money_and_percent_of_one_cell_are_two_amounts() -> None:
    money, percent = read_amounts("£35K-£85K (30-50%)")
    assert (money.low, money.high, money.currency) == (35_000, 85_000, "GBP")
    assert (percent.low, percent.high, percent.unit) == (30, 50, Unit.PERCENT)


@pytest.mark.parametrize("text", ["$200K - $150K", "$200K–$150K", "$150K-£200K", "$70,000 - S$160,000"])
def test_bounds_that_contradict_each_other_stay_two_amounts(text: str) -> None:
    first, second = read_amounts(text, bare=True)
    assert first.low == first.high
    assert second.low == second.high


@pytest.mark.parametrize(
    "text", ["raise the bonus from 10% to 15%", "the difference between 10% and 15%", "10%, 15%", "10% — 15% of"]
)
def test_a_change_is_not_a_range(text: str) -> None:
    assert [(amount.low, amount.high) for amount in read_amounts(text)] == [(10, 10), (15, 15)]


@pytest.mark.parametrize(
    ("text", "open_ended"), [("$190K+", True), ("25%+", True), ("$80K-$150K+", True), ("$190K + $20K+", False)]
)
def test_a_plus_means_at_least(text: str, open_ended: bool) -> None:
    assert read_amounts(text)[0].open_ended is open_ended


def test_a_sum_is_not_open_ended() -> None:
    assert [amount.open_ended for amount in read_amounts("$190K+$20K")] == [False, False]


def test_offsets_cover_sign_and_plus_but_not_the_share_word() -> None:
    text = "Open at **£130K - £170K+** with 4,000 RSUs, 550 000 kr and 10-15 %."
    assert [text[amount.start : amount.end] for amount in read_amounts(text)] == [
        "£130K - £170K+",
        "4,000",
        "550 000 kr",
        "10-15 %",
    ]
