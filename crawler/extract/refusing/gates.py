"""Refuses articles of which a page shows only the beginning: behind a gate, or cut without a word.

``login_wall``: the page says that readers must log in, subscribe or pay for the rest. ``teaser``: the text
breaks off, and nothing on the page says why. That an article is not free (``isAccessibleForFree``) says
neither: metered papers print all of it
(https://developers.google.com/search/docs/appearance/structured-data/paywalled-content).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from crawler.cleaning import Cleaned
from crawler.extract.body.blocks import text_of
from crawler.extract.body.told import told_share, told_words
from crawler.extract.fields.context import Context
from crawler.extract.not_an_article import NotAnArticle
from crawler.extract.parse.jsonld import as_list, texts
from crawler.extract.parse.xpath import condition
from crawler.extract.parse.xpath import texts as xpath_texts

_PASSWORD_FORM = b"post-password-form"
_MORE_LINK = re.compile(r"<a\s[^<>]*\bclass\s*=\s*[\"']?(?:[^\"'<>]*\s)?more-link\b")
"""The link that WordPress puts in place of what follows ``<!--more-->``, in lists."""
_CUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]\Z")
"""How WordPress ends an excerpt that it makes of a text (``excerpt_more``)."""
_ELLIPSIS = re.compile(r"(?:…|\.{3})\s*\Z")
"""How other systems end one; a story may end so, too."""
_REST = re.compile(
    r"(?:(?:baca|lihat|simak|lanjutkan)(?: \w+){0,2} (?:selengkapnya|lengkapnya|lengkap|lanjutannya|membaca)"
    r"|(?:baca )?selengkapnya|read (?:more|the (?:rest|full) .{0,20}|full (?:article|story))"
    r"|continue reading|keep reading|weiterlesen|zum (?:ganzen|vollständigen) artikel"
    r"|lire (?:la suite|l['’]article)"
    r"|leer más|seguir leyendo|lees (?:meer|verder)|continua a leggere)\b",
    re.IGNORECASE,
)
"""How a line begins that leads to the rest of a text."""
_GATES = re.compile(
    r"pmpro_content_message|pmpro-no-access|mepr-unauthorized|rcp[_-]restricted|wc-memberships-restriction"
    r"|leaky_paywall_message|swpm-post-not-logged-in|swpm-partial-protection"
)
"""Class names by which membership plugins mark what replaces the rest of an article."""
_classes = xpath_texts("descendant::div/@class")
_ENTER = r"(?:login|log in|masuk|(?:men)?daftar|berlangganan)"
_READ = r"(?:membaca|melanjutkan|mengakses)"
_JOIN = (
    r"(?:log ?in|sign (?:in|up)|subscribe|register|become a (?:member|subscriber)"
    r"|create (?:an|a free) account)"
)
_GATE_TEXT = re.compile(
    rf"(?:silakan|harap|mohon|anda (?:harus|perlu)|untuk) .{{0,40}}?\b{_ENTER}\b"
    rf".{{0,80}}?(?:{_READ}|selengkapnya|penuh|artikel|konten)"
    rf"|{_ENTER}(?: dulu| dahulu| sekarang)? (?:untuk|agar dapat) {_READ}"
    r"|(?:artikel|konten|berita|tulisan) (?:ini )?(?:hanya|khusus)(?: tersedia)? (?:untuk|bagi)"
    r" (?:pelanggan|anggota|member|pembaca)"
    rf"|{_JOIN} (?:now |today |or log ?in )?(?:to|and) (?:continue|keep|finish|read|unlock|access)"
    rf"|to (?:continue|keep|finish) reading.{{0,40}}?,? (?:please )?{_JOIN}"
    r"|(?:this (?:article|story|content) is |exclusively )?(?:for|to|available to) (?:our )?subscribers only"
    r"|(?:this (?:article|story|content) is |exclusively )(?:for|available to) (?:our )?(?:paid )?"
    r"(?:subscribers|members)|already (?:a|have a) (?:subscriber|subscription|member)\?"
    # German, French, Spanish, Portuguese, Italian, Dutch, Malay
    r"|weiterlesen mit|lesen sie (?:jetzt )?weiter mit"
    r"|(?:dieser artikel ist|nur|exklusiv) (?:nur )?für abonnent"
    r"|(?:anmelden|registrieren|abonnieren|abo abschließen) (?:und|um) .{0,30}?(?:weiter|lesen)"
    r"|(?:réservé|exclusi\w+) (?:à|aux) (?:nos )?abonnés|déjà abonné"
    r"|(?:abonnez-vous|connectez-vous|inscrivez-vous) pour (?:lire|continuer|poursuivre|accéder)"
    r"|(?:suscríbete|suscríbase|regístrate|inicia sesión) para (?:seguir|continuar|leer|acceder)"
    r"|(?:solo|exclusivo) para (?:suscriptores|assinantes)"
    r"|(?:assine|faça login|cadastre-se) para (?:continuar|ler)"
    r"|(?:abbonati|accedi|registrati) per (?:continuare|leggere)"
    r"|(?:log in|word abonnee|abonneer) om (?:verder )?te lezen"
    r"|(?:log masuk|langgan) untuk (?:membaca|meneruskan)"
)
"""What asks readers to enter, in lower case: to ignore case takes three times as long."""
_GATE_WORDS = (
    *(
        "log",
        "masuk",
        "daftar",
        "langgan",
        "hanya",
        "khusus",
        "subscri",
        "sign",
        "regist",
        "member",
        "account",
    ),
    *("abo", "anmelden", "weiter", "connectez", "inscrivez", "suscr", "sesión", "assin", "cadastr"),
    *("abbonati", "accedi", "regístr"),
)
"""Every such prompt contains one of them."""
_PROMPT = 300
"""Characters at the start of a line in which it asks readers to log in."""
_LONGEST_PROMPT = 600
"""Characters of the longest box that only asks readers to log in."""
_BESIDE = 4
"""Elements at the end of a text, and behind it, that are looked at for such a prompt."""
_LOOKED_AT = 50_000
"""Characters of a page in which a prompt to log in is searched."""
EXCERPT = 600
"""From this many characters of text, a page shows more than the excerpt that such plugins leave."""
_TEASER = 1_200
"""From this many characters of text, a page shows its article in spite of a login prompt."""
_LEAST_STORY = 150

_MISSING_SHARE = 0.35
"""Share of an article's words, as JSON-LD counts them, below which a text is only its beginning."""
_WHOLE = 0.85
"""Share from which on it is all of the article."""
_MISSING_WORDS = 120
"""Least number of words that are missing then: some systems count the words of captions and links as well."""
_LONGEST_TEASER = 2_500
"""Characters: a longer text is rather one that was counted in another way."""
_MOST_WORDS = 30_000
"""A count above this is not one of words."""
_LEAST_WORDS = 10
"""Words of the shortest paragraph that counts as running text."""
_SIMPLE = re.compile(r"[.#][\w-]+")
"""Classes and ids in a selector: guidelines ask for a class that stands at nothing else."""
_LONGEST_SELECTOR = 500

_LETTER = re.compile(r"\b(?:buletin|nawala|newsletter|news letter)\b")
"""What readers register for that is not the article."""
_UNFOUND = frozenset(("noindex", "none"))
"""Robots directives of a page that search engines must not index."""
_password = condition(
    "descendant::input[@type='password'][not(ancestor::header or ancestor::nav or ancestor::footer"
    " or ancestor::aside or ancestor::dialog)]"
)
"""A form for the page's own readers to log in stands beside its content on all pages of a site."""


def refuse_gated(context: Context, story: Cleaned, left_out: Iterable[str]) -> None:
    """Raise NotAnArticle("login_wall" | "teaser") for a page that shows only the beginning of its article.

    ``left_out``: the lines that were in the text but are not part of it.
    """
    text, lines = "\n".join(story.paragraphs), list(left_out)
    if len(text) < _LEAST_STORY and _PASSWORD_FORM in context.document.page.body:
        raise NotAnArticle("login_wall", "a form asks for the post's password")
    if len(text) < _TEASER:
        lines += _below(context)
    if len(text) < _TEASER and _is_gated(context, text, lines):
        raise NotAnArticle("login_wall", "the text ends where readers must log in")
    if text and len(text) < _LONGEST_TEASER:
        _refuse_cut(context, text, lines)


def refuse_door(context: Context) -> None:
    """Raise NotAnArticle for a page that search engines must not index, or that asks for a password.

    https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
    """
    if _password(context.page):
        raise NotAnArticle("login_wall", "a form asks for a password")
    robots = ",".join(context.document.metas.get("robots", ())).lower()
    if not _UNFOUND.isdisjoint(word.strip() for word in robots.split(",")):
        raise NotAnArticle("listing", "noindex, without a date or a mark of an article")


def cut_by(html: str, story: Cleaned, left_out: Iterable[str]) -> str | None:
    """Return what shows that a REST record's content is only the beginning of the article; None: nothing.

    Membership plugins print a message in place of the rest, others the excerpt, or what is above the
    "read more" of the editor (https://developer.wordpress.org/reference/functions/get_the_content/).
    """
    if _MORE_LINK.search(html):
        return "it ends with a link to the rest"
    if story.paragraphs and _CUT.search(story.paragraphs[-1]):
        return "it ends as an excerpt does"
    text = "\n".join(story.paragraphs)
    if len(text) < EXCERPT and _GATES.search(html):
        return "the message of a membership plugin"
    dropped = (removal.text for removal in story.removed)
    is_gated = len(text) < _TEASER and any(
        map(_asks_to_enter, (text.rpartition("\n")[2], *left_out, *dropped))
    )
    return "readers must log in for the rest" if is_gated else None


def _refuse_cut(context: Context, text: str, left_out: list[str]) -> None:
    """Raise NotAnArticle for a short text that breaks off, by its end or by the number of its words."""
    last = text.rpartition("\n")[2]
    is_excerpt = _CUT.search(last) or (_ELLIPSIS.search(last) and any(map(_REST.match, left_out)))
    if is_excerpt and len(text) < _TEASER:
        raise NotAnArticle("teaser", "it ends as an excerpt does")
    told = _told_words(context)
    if not told:
        return
    read = len(text.split())
    if (
        told_share(text, told) < _MISSING_SHARE
        and told - read >= _MISSING_WORDS
        and not _prints(context, told // 2)
    ):
        detail = f"{read} of {told} words"
        if not _is_closed(context):
            raise NotAnArticle("teaser", detail)
        if not _prints_closed(context):
            raise NotAnArticle("login_wall", f"{detail}, and the rest is not free")


def _below(context: Context) -> list[str]:
    """Return what stands right below the text: the end of its element, and the elements behind it."""
    container = context.body.container
    if container is None or container is context.page:
        return []
    inside = islice(container.iterchildren(reversed=True), _BESIDE)
    behind = islice(container.itersiblings(), _BESIDE)
    return [text for each in (*inside, *behind) if (text := text_of(each)) and len(text) <= _LONGEST_PROMPT]


def _told_words(context: Context) -> int:
    """Return how many words the article has by its JSON-LD; 0: it does not say."""
    told = told_words(context.schema.articles[:1])
    return told if told <= _MOST_WORDS else 0


def _prints(context: Context, number: int) -> bool:
    """Say whether the page's paragraphs have this many words: then the rest stands elsewhere on it."""
    for paragraph in context.page.iter("p"):
        words = len(text_of(paragraph).split())
        number -= words if words >= _LEAST_WORDS else 0
        if number <= 0:
            return True
    return False


def _is_closed(context: Context) -> bool:
    """Say whether JSON-LD says that the article is not free."""
    return any(str(node.get("isAccessibleForFree")).lower() == "false" for node in context.schema.articles)


def _prints_closed(context: Context) -> bool:
    """Say whether the sections that JSON-LD calls closed hold a text: then the page shows it."""
    names: set[str] = set()
    for node in context.schema.articles:
        for part in as_list(node.get("hasPart")):
            if isinstance(part, dict) and str(part.get("isAccessibleForFree")).lower() == "false":
                for selector in texts(part.get("cssSelector")):
                    names.update(_SIMPLE.findall(selector[:_LONGEST_SELECTOR]))
    if not names:
        return False
    for element in context.page.iter("div", "section", "article", "main", "p"):
        own = {f".{name}" for name in element.get("class", "").split()} | {f"#{element.get('id')}"}
        if not own.isdisjoint(names):
            return len(text_of(element)) >= EXCERPT
    return False


def _is_gated(context: Context, text: str, left_out: list[str]) -> bool:
    """Say whether a short text breaks off where readers must log in or pay."""
    if _is_whole(context, text):
        return False
    content = context.page if context.post is None else context.post
    if len(text) < EXCERPT and any(map(_GATES.search, _classes(content))):
        return True
    if any(map(_asks_to_enter, (text.rpartition("\n")[2], *left_out))):
        return True
    return _is_closed(context) and _GATE_TEXT.search(text_of(context.page)[:_LOOKED_AT].lower()) is not None


def _is_whole(context: Context, text: str) -> bool:
    """Say whether a text has nearly all the words that the page tells of."""
    told = _told_words(context)
    return told > 0 and len(text.split()) >= _WHOLE * told


def _asks_to_enter(line: str) -> bool:
    start = line[:_PROMPT].lower()
    if _LETTER.search(start):
        return False
    return any(word in start for word in _GATE_WORDS) and _GATE_TEXT.search(start) is not None
