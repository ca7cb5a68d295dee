"""Lines in, a story out: what frames it, what is traced, and what holds of every text."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Article
from crawler.cleaning import Line, Removal, TooLong, clean, clean_text, normalize
from crawler.rules import RULES, Cause
from crawler.site import NEWSPAPER, Site, SiteRule
from crawler.text import MAX_TEXT

TEXTS = Path(__file__).parents[2] / "fixtures" / "texts"
TELEGRAF = Site(name="telegraf", timezone="Asia/Jakarta", publishers=("Telegraf",))

FIRST = "Warga berkumpul di balai desa sejak pagi, dan petugas mencatat nama mereka."
LAST = "Menurut camat, bantuan akan datang pada hari Senin."


def expectations() -> list[tuple[str, str, Any]]:
    """Return each field that a reader expects of each text."""
    return [
        (path.stem, field, value)
        for path in sorted(TEXTS.glob("*.json"))
        for field, value in json.loads(path.read_text("utf-8")).items()
    ]


@pytest.mark.parametrize(("name", "field", "value"), expectations())
def test_a_text_gives_what_a_reader_sees_in_it(name: str, field: str, value: object) -> None:
    assert getattr(clean_text((TEXTS / f"{name}.txt").read_text("utf-8")), field) == value


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_of_the_fixtures_has_its_expectation_and_stays_as_it_is_once_clean(path: Path) -> None:
    assert path.with_suffix(".json").exists()
    article = clean_text(path.read_text("utf-8"))
    again = clean_text(printed(article))
    assert (again.headline, again.text, again.removed) == (article.headline, article.text, {})


def printed(article: Article) -> str:
    return f"{article.headline}\n\n{article.text}"


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


def test_text_is_normalised() -> None:
    assert normalize("\u00a0Cafe\u0301  di\tRo\u00adma\u200b \n") == "Café di Roma"
    assert clean([Line(" Cafe\u0301\u00a0di \n Roma. ")], NEWSPAPER).paragraphs == ["Café di Roma."]


def test_every_removal_is_traced_with_its_rule_and_place() -> None:
    page = [Line(FIRST), Line("Baca Juga: Harga Cabai Naik", place="div.entry-content > p[2]"), Line(LAST)]
    cleaned = clean(page, NEWSPAPER)
    assert cleaned.removed == [
        Removal(
            Cause("wording.related.baca_juga", "related_link"),
            "Baca Juga: Harga Cabai Naik",
            "div.entry-content > p[2]",
        )
    ]
    assert cleaned.counts == {"related_link": 1}


def test_lines_keep_their_kind() -> None:
    page = [Line(f"Rusia, Telegraf – {FIRST}"), Line("Listrik padam", kind="heading"), Line(LAST)]
    assert [(line.text, line.kind) for line in clean(page, TELEGRAF).lines] == [
        (FIRST, "p"),
        ("Listrik padam", "heading"),
        (LAST, "p"),
    ]


def test_the_headline_repeated_above_the_story_is_dropped() -> None:
    cleaned = clean(
        lines("HARGA CABAI NAIK", "Harga Cabai Naik.", FIRST), NEWSPAPER, headline="Harga Cabai Naik"
    )
    assert cleaned.paragraphs == [FIRST]
    assert cleaned.counts == {"repeated_headline": 2}


def test_the_headline_repeated_inside_the_story_stays() -> None:
    page = lines(FIRST, "Harga Cabai Naik", LAST)
    assert clean(page, NEWSPAPER, headline="Harga Cabai Naik").paragraphs == [line.text for line in page]


def test_a_date_with_its_hour_above_the_story_is_no_story() -> None:
    cleaned = clean(lines("Senin, 4 Maret 2024 10:15 WIB", f"Rembang, Telegraf – {FIRST}"), TELEGRAF)
    assert (cleaned.dateline, cleaned.paragraphs, cleaned.counts) == ("Rembang", [FIRST], {"date_line": 1})


@pytest.mark.parametrize("text", ["4 Maret 2024", "Pukul 10:15 WIB"])
def test_a_day_or_an_hour_alone_above_a_paragraph_is_a_chapter_of_the_story(text: str) -> None:
    assert clean(lines(text, FIRST), TELEGRAF).paragraphs == [text, FIRST]


@pytest.mark.parametrize(
    "below",
    [
        ["(Ist/sur)"],
        ["(Ist/sur)", "Editor: Sarwono Adi"],
        ["Editor: Sarwono Adi", "(Ist/sur)", "Komentar Anda"],
        ["(Ist/sur)", "***", "#Rusia #Suriah"],
        ["(Ist/sur)", "Tags: Rusia, Suriah", "Dibaca: 5.824"],
        ["(Ist/sur)", "[/et_pb_text][/et_pb_column]"],
        ["(Ist/sur)", "<!--more-->", "https://www.youtube.com/watch?v=abc"],
    ],
)
def test_a_signoff_is_found_among_the_lines_below_the_story(below: list[str]) -> None:
    cleaned = clean(lines(FIRST, LAST, *below), NEWSPAPER)
    assert (cleaned.signoff, cleaned.paragraphs) == ("Ist/sur", [FIRST, LAST])


@pytest.mark.parametrize("signed", [f"{LAST} (esy/jpnn)", "(esy/jpnn)"])
def test_a_label_that_announces_nothing_below_a_signed_story_is_no_story(signed: str) -> None:
    cleaned = clean(lines(FIRST, LAST, signed, "Kabar paling hangat sepekan:"), NEWSPAPER)
    assert cleaned.signoff == "esy/jpnn"
    assert cleaned.paragraphs == [FIRST, LAST, *([LAST] if signed.startswith(LAST) else [])]


def test_a_last_line_with_a_colon_in_an_unsigned_story_stays() -> None:
    page = lines(FIRST, LAST, "Kabar paling hangat sepekan:")
    assert clean(page, NEWSPAPER).paragraphs == [line.text for line in page]


def test_the_writer_named_by_a_report_is_an_author_and_no_story() -> None:
    cleaned = clean(lines(FIRST, LAST, "Laporan: Rina Puspitasari | Editor: Sarwono Adi"), NEWSPAPER)
    assert (cleaned.authors, cleaned.paragraphs) == (["Rina Puspitasari"], [FIRST, LAST])


def test_initials_inside_the_story_stay() -> None:
    page = lines(f"{FIRST} (Ist/sur)", LAST)
    cleaned = clean(page, NEWSPAPER)
    assert (cleaned.signoff, cleaned.paragraphs) == (None, [page[0].text, LAST])


def test_comments_below_a_signed_story_are_no_story() -> None:
    cleaned = clean(lines(FIRST, f"{LAST} (rin)", "Komentar Anda", "Semoga cepat surut."), NEWSPAPER)
    assert cleaned.paragraphs == [FIRST, LAST]
    assert cleaned.counts == {"comment_prompt": 2}


def test_lines_below_a_comment_prompt_in_an_unsigned_story_stay() -> None:
    assert clean(lines(FIRST, "Komentar Anda", LAST), NEWSPAPER).paragraphs == [FIRST, LAST]


def test_related_links_in_brackets_and_behind_the_last_sentence_are_cut_out() -> None:
    page = lines(f"{FIRST} (Baca juga: Harga Cabai Naik)", f"{LAST} Baca juga: Harga Cabai (Rawit) Naik Lagi")
    cleaned = clean(page, NEWSPAPER)
    assert cleaned.paragraphs == [FIRST, LAST]
    assert cleaned.counts == {"related_link": 2}


def test_a_headline_behind_a_bare_label_in_brackets_is_cut_out() -> None:
    text = "Warga diminta maklum (baca: Hujan Belum Reda di Hulu Sungai) oleh camat."
    assert clean(lines(text), NEWSPAPER).paragraphs == ["Warga diminta maklum oleh camat."]


@pytest.mark.parametrize(
    "text",
    [
        "Papan itu berbunyi (baca juga papan kedua) dan sudah pudar.",
        "Camat berpesan kepada warga. Baca: begitu perintahnya.",
        "Warga diminta maklum (baca: sabar) karena hujan belum reda.",
        "Warga diminta maklum (baca: menunggu lebih lama lagi) karena hujan belum reda.",
        "Ketua partai itu (baca: Megawati Soekarnoputri) belum menjawab.",
        "Harga naik (lihat: Tabel 2) sejak Januari.",
    ],
)
def test_other_brackets_and_sentences_are_not_cut_out(text: str) -> None:
    assert clean(lines(text, LAST), NEWSPAPER).paragraphs == [text, LAST]


def test_accepted_rules_of_a_site_are_applied_and_take_their_links_along() -> None:
    rule = SiteRule("learned_kanal", re.compile(r"Kanal \w+ kami"), with_links=True)
    site = Site(name="telegraf", rules=(rule,))
    page = [Line(FIRST), Line("Kanal video kami"), Line("ikut turun", linked=1.0), Line(LAST)]
    cleaned = clean(page, site)
    assert (cleaned.paragraphs, cleaned.counts) == ([FIRST, LAST], {"learned_kanal": 2})
    assert clean(page, NEWSPAPER).paragraphs == [line.text for line in page]


def test_the_address_of_a_story_of_the_site_alone_in_a_paragraph_is_no_story() -> None:
    site = Site(name="telegraf", domain="telegraf.test")
    address = "https://telegraf.test/harga-cabai-naik/"
    assert clean(lines(FIRST, address, LAST), site).counts == {"embed_mark": 1}
    assert clean(lines(FIRST, "Lihat alamat berikut:", address, LAST), site).counts == {}
    assert clean(lines(FIRST, "Lihat alamat berikut:", address), site).counts == {}
    assert clean(lines(FIRST, "https://telegraf.test.arsip.test/harga/", LAST), site).counts == {}
    assert clean(lines(FIRST, address, LAST), NEWSPAPER).counts == {}


def test_a_printed_local_time_is_read_in_the_zone_of_the_site() -> None:
    text = f"Harga Cabai Naik\n6 September 2016 14:05\n{FIRST}"
    assert clean_text(text, TELEGRAF).published_at == "2016-09-06T14:05:00+07:00"
    assert clean_text(text).published_at == "2016-09-06"


def test_a_date_inside_the_story_is_no_date_of_it() -> None:
    article = clean_text(f"Harga Cabai Naik\n{FIRST}\n6 September 2016\n{LAST}")
    assert (article.published_at, article.text) == (None, f"{FIRST}\n\n6 September 2016\n\n{LAST}")


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Warga mengungsi (Reuters)",
        "Teks foto: Warga mengungsi. Reuters",
        '[caption id="attachment_1" width="300"] Warga mengungsi. Foto: Reuters[/caption]',
    ],
)
def test_a_labelled_caption_above_the_story_is_the_one_of_its_picture(line: str) -> None:
    article = clean_text(f"Harga Cabai Naik\n6 September 2016 14:05\n{line}\n{FIRST}\n{LAST}")
    assert (article.caption, article.credit) == ("Warga mengungsi", "Reuters")
    assert article.text == f"{FIRST}\n\n{LAST}"


def test_a_labelled_caption_inside_the_story_is_another_ones() -> None:
    article = clean_text(
        f"Harga Cabai Naik\n{FIRST}\n{LAST}\n{FIRST}\nFoto: Warga mengungsi (Reuters)\n{LAST}"
    )
    assert (article.caption, article.removed) == (None, {"caption": 1})


def test_the_only_paragraph_is_no_caption() -> None:
    article = clean_text("Harga Cabai Naik\nWarga mengungsi | Reuters")
    assert (article.caption, article.text) == (None, "Warga mengungsi | Reuters")


@pytest.mark.parametrize("text", ["", " \n\u200b\n", "Harga Cabai Naik"])
def test_a_text_without_paragraphs_gives_an_article_without_text(text: str) -> None:
    article = clean_text(text)
    assert (article.headline, article.text, article.removed) == (text.strip(" \n\u200b"), "", {})


def test_an_article_of_a_plain_text_says_so() -> None:
    article = clean_text(f"Harga Cabai Naik\n{FIRST}", TELEGRAF)
    assert (article.source, article.site, article.url, article.fetched_at) == ("text", "telegraf", None, None)


PIECES = [
    *(line.text for rule in RULES for line in (*rule.drops, *rule.keeps)),
    *(
        "Rusia, Telegraf – ",
        "Jakarta (ANTARA) - ",
        "KOMPAS.com - ",
        " (Ist/sur)",
        " (rin)",
        "***",
        " | Reuters",
    ),
    *("6 September 2016 | 14:05 WIB", " (Baca juga: Harga Cabai Naik)", " Baca juga: Harga Cabai Naik Lagi"),
    *("Lihat Juga", "Baca juga:", "Harga Cabai Rawit Naik Lagi Pekan Ini", "Komentar Anda", FIRST, LAST),
    *("\n", "\n\n", ". ", "“", "”", "(", ")", ":", "\u200b", "\u00a0", "e\u0301"),
]
texts = st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5))).map("".join))


@settings(deadline=None)
@given(texts)
def test_cleaning_never_adds_a_word(text: str) -> None:
    words = set(re.findall(r"\w+", " ".join(map(normalize, text.splitlines()))))
    assert words.issuperset(re.findall(r"\w+", printed(clean_text(text))))


@settings(deadline=None)
@given(texts)
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    article = clean_text(text)
    again = clean_text(printed(article))
    assert (again.headline, again.text) == (article.headline, article.text)


@pytest.mark.parametrize(
    "piece",
    [
        *("a", " ", "x\n", ". ", "| ", "1 ", "(rin) ", "(a/b", "(baca: ", "(baca: (x)", "A, B – ", "Foto: "),
        *(". Baca juga: Aaa Bbb Ccc", "Baca Juga ", "Baca Juga:\n", "ikuti google ", "sumber: "),
        "6 September 2016 ",
    ],
)
def test_time_grows_with_the_length_of_a_text_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "Judul\n" + piece * (length // len(piece))
        started = time.process_time()
        clean_text(text)
        return time.process_time() - started

    short = max(min(seconds(20_000) for _ in range(3)), 0.002)
    assert seconds(200_000) < 40 * short


def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    assert len(clean_text(f"Judul\n{'kata ' * 100_000}").text) == 499_999
    with pytest.raises(TooLong) as refused:
        clean_text("Judul\n" + "k" * MAX_TEXT)
    assert refused.value.reason == "too_long"


def test_the_end_of_a_text_is_cut_off_without_looking_at_its_start_again() -> None:
    seen: list[str] = []

    class Watched(str):
        def endswith(self, *args: Any) -> bool:
            seen.append(self)
            return super().endswith(*args)

    first = Line(Watched("Warga desa berkumpul di balai sejak pagi, kata kepala desa."))
    story = [
        first,
        *(Line(f"Paragraf {i} dari cerita yang sama, seperti semua yang lain.") for i in range(9)),
    ]
    assert clean([*story, *[Line("Tags: desa, jalan")] * 50], NEWSPAPER).lines == story
    once = len(seen)
    clean([*story, *[Line("Tags: desa, jalan")] * 500], NEWSPAPER)
    assert len(seen) == 2 * once
