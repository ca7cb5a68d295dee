"""What holds for every page, made up by hypothesis: nothing is added, nothing crashes, clean stays clean."""

from __future__ import annotations

import html as markup
import json
import re
from collections.abc import Callable
from dataclasses import asdict

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crawler.article import Article
from crawler.cleaning import clean_text
from crawler.extract import REASONS, NotAnArticle, extract_article, extract_record
from crawler.invariants import INVARIANTS
from crawler.text import normalize
from tests.crawler.extract.pages import STORY, URL, jsonld, wordpress

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

LINES = (
    *STORY,
    "Jembatan dibuka",
    "JAKARTA, KORAN – Warga menyeberang sejak pagi.",
    "Bogor (Koran) — Pasar dibuka.",
    "Warga pulang. (ist/sur)",
    "(red)",
    "Baca Juga : Harga gula naik",
    "BACA:",
    "Simak juga video berikut",
    "Penulis: Rina Puspitasari | Editor: Budi",
    "Sumber: Antara",
    "Komentar Anda",
    "Selasa, 4 Juni 2024 | 14:05 WIB",
    "Presiden Rusia Vladimir Putin | Reuters",
    "Ikuti Koran di Google News",
    "Dibaca 120 kali",
    "Ia meminta warga membaca juga komentar Anda.",
    "•",
    "–",
    "...",
)
lines = st.one_of(st.sampled_from(LINES), st.text(max_size=40))
texts = st.lists(lines, max_size=12).map("\n".join)

TAGS = (
    "p",
    "div",
    "span",
    "b",
    "a",
    "h1",
    "h2",
    "li",
    "ul",
    "article",
    "figure",
    "figcaption",
    "table",
    "td",
)
ATTRIBUTES = (
    *("", ' class="entry-content"', ' class="related"', ' class="post-7 post type-post"', ' id="post-7"'),
    *(' href="/tag/x/" rel="tag"', ' href="http://[x"', ' itemprop="author"', ' itemprop="datePublished"'),
    *(
        ' datetime="2024-06-04"',
        ' style="display:none"',
        ' class="date"',
        ' class="author"',
        " hidden",
        ' x="<"',
    ),
)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return elements around what ``inner`` makes, not all of them closed."""
    return st.builds(
        lambda tag, attribute, parts, is_closed: (
            f"<{tag}{attribute}>{''.join(parts)}{f'</{tag}>' if is_closed else ''}"
        ),
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
        st.booleans(),
    )


scraps = st.one_of(
    lines.map(markup.escape),
    st.sampled_from(
        (
            "<br>",
            "<br><br>",
            "<hr>",
            "<img src=/a.jpg>",
            "<time>4 Juni 2024</time>",
            "<!-- x",
            "</div>",
            "&nbsp;",
        )
    ),
    st.sampled_from(
        ("<script>", "</script>", "<noscript>", "<style>", "<p", "</", "<![CDATA[", "&#xd800;", "\0")
    ),
)
soup = st.lists(st.recursive(scraps, element, max_leaves=12), max_size=5).map("".join)
bodies = st.sampled_from(
    (
        "",
        '<body class="single single-post postid-7">',
        '<body class="home blog wp-x">',
        "<title>Jembatan dibuka</title>",
    )
)
pages = st.one_of(
    st.builds("{}{}".format, bodies, soup),
    soup.map(wordpress),
    st.builds(lambda s: wordpress(s, above=s), soup),
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from((*LINES, URL, "#a", "http://[x", "2024-06-04", "\ud800"))
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("@id", "@type", "name", "rendered", "url", "code", "taxonomy")),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", normalize(text)))


def write(article: Article) -> None:
    """Write an article as the export does."""
    json.dumps(asdict(article), ensure_ascii=False).encode()


def read(html: str) -> Article | None:
    """Read a page; null where it is refused."""
    try:
        found = extract_article(html, URL)
    except NotAnArticle:
        return None
    write(found)
    return found


def broken(extract: Callable[..., Article], *given: object) -> set[str]:
    """Extract; return what does not hold of the article, or of the reason why there is none."""
    try:
        found = extract(*given)
    except NotAnArticle as refused:
        return set() if refused.reason in REASONS else {refused.reason}
    write(found)
    lines = (found.headline, *found.text.split("\n\n"))
    unclean = {f"not normalized: {line!r}" for line in lines if line != normalize(line)}
    return unclean | {name for name, holds in INVARIANTS.items() if not holds(found)}


@quick
@given(texts)
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    once = clean_text(text)
    again = clean_text(f"{once.headline}\n\n{once.text}")
    assert (again.headline, again.text, again.removed) == (once.headline, once.text, {})


@quick
@given(texts)
def test_cleaning_adds_no_word(text: str) -> None:
    found = clean_text(text)
    assert words(f"{found.headline} {found.text} {found.caption} {found.signoff}") <= words(text) | {"None"}


@quick
@given(pages)
def test_extraction_adds_no_word(html: str) -> None:
    # Apart, since what only inline elements part is one word to a reader.
    html = html.replace("<", " <").replace(">", "> ")
    found = read(html)
    if found is not None:
        assert words(f"{found.headline} {found.text}") <= words(markup.unescape(html))


@quick
@given(pages)
def test_extracted_text_is_clean(html: str) -> None:
    found = read(html)
    if found is not None:
        assert found.headline == normalize(found.headline) != ""
        assert all(part == normalize(part) != "" for part in found.text.split("\n\n"))


@quick
@given(st.binary(max_size=400))
@example(b"<")
@example(b"\xff\xfe<\0")
@example(b"<html>\xff\xfe\xfd<p>")
@example(b"&#x110000;&#0;<p>&#xd800;")
def test_no_bytes_crash_it(body: bytes) -> None:
    assert broken(extract_article, body, URL) == set()
    post = b"<html><body class='single postid-7'><h1>Jembatan</h1><p>" + body
    assert broken(extract_article, post, URL) == set()


@quick
@given(
    st.dictionaries(
        st.sampled_from(
            (
                "@type",
                "@id",
                "@graph",
                "headline",
                "author",
                "url",
                "image",
                "datePublished",
                "keywords",
                "articleSection",
                "mainEntityOfPage",
                "itemListElement",
                "isAccessibleForFree",
                "articleBody",
                "publisher",
            )
        ),
        values,
        max_size=6,
    )
)
def test_no_jsonld_crashes_it(properties: dict[str, object]) -> None:
    for kind in ("NewsArticle", "BreadcrumbList", "WebPage"):
        html = wordpress("<p>Jembatan dibuka.</p>", head=jsonld(properties | {"@type": kind}, [properties]))
        assert broken(extract_article, html, URL) == set()


@quick
@given(st.text(alphabet='{}[]",:\\/* \n<!-@a1', max_size=60))
def test_no_broken_jsonld_crashes_it(script: str) -> None:
    html = wordpress("<p>Jembatan dibuka.</p>", head=jsonld(script.replace("</", "< /")))
    assert broken(extract_article, html, URL) == set()


@quick
@given(
    st.fixed_dictionaries(
        {},
        optional={
            **dict.fromkeys(
                ("link", "date", "date_gmt", "modified_gmt", "_embedded", "yoast_head_json"), values
            ),
            "title": st.builds(lambda value: {"rendered": value}, values),
            "content": st.builds(lambda value: {"rendered": value, "protected": False}, soup | values),
        },
    )
)
def test_no_record_crashes_it(record: dict[str, object]) -> None:
    found = broken(extract_record, {"title": {"rendered": "Jembatan"}} | record)
    assert found <= {"no_url", "bad_url", "no_site"}  # it may lack its link
