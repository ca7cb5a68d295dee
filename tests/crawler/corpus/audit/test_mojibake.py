"""Signs that came out wrong: what is found, and what looks like it and is not."""

from __future__ import annotations

import pytest

from crawler.corpus.audit.mojibake import find_mojibake

FOUND = (
    "\x93Kami\x94 siap",
    "ï»¿Jakarta",
    "\uf0b7 Satu",
    "Presiden mengatakan â€œkami siapâ€ kepada",
    "itâ€™s",
    "Jumâ€™at",
    "harga naik 5 persen â€“ kata",
    "CafÃ© Batavia",
    "Rp 5Â 000",
    "kata diaâ€¦",
    "Ã¢â‚¬Å“Kami",
    "ï¿½",
    "dia bilang �kami�",
    "Ð¿Ñ€Ð¸Ð²ÐµÑ‚",
    "‚Äúkami‚Äù",
    "ΓÇ£kamiΓÇ¥",
    "вЂњkamiвЂќ",
    "ÔÇ£kami",
    "Beyonc√©",
    "âKami siapâ kata",
    "Jumâat lalu",
    "&#8220;Kami",
    "Ma&rsquo;ruf",
    "\\u201cKami",
    "PokÃ©mon",
    "Ãœber",
    "SÃ£o Paulo",
    "ðŸ˜€",
    "æ—¥æœ¬",
    "\xd9\u2026\xd8\xad\xd9\u2026\xd8\xaf",
    "FranÃ§ois",
    "Curaçao Ã  la",
    "MÃ¼nchen",
    "Ma’ruf â€” itu",
    "suhu 30Â°C",
    "½ Â½",
    "Erdo?an Â",
    "Ã‰douard",
    "Ã±",
    "dâ€™Artagnan",
    "â‚¬50",
    "â„¢",
    "ErdoÄŸan",
    "Novak ÄokoviÄ‡",
    "LÃ¶w",
    "Ã–zil",
)
KEPT = (
    "“Kami siap,” kata",
    "Café é",
    "São Paulo, NÃO, MAÇÃ",
    "Curaçao",
    "Möller, Özil, Åland",
    "Bâle, château, Âge d’or",
    "5°–6°C",
    "²³½",
    "Erdoğan, Đoković, Şükür",
    "naïve … ok",
    "Rp5.000–Rp6.000",
    "Pokémon™ €5",
    "«Bonjour»",
    "AT&T; dan R&D",
    "Ibrahimović’",
    "„Spaß“",
    "à la carte",
    "É” — ok",
    "ÄÄ “",
    "Sudirman’s",
    "https://a.id/?a=1&amp",
    "عربي",
    "日本語",
    "привет",
    "Việt Nam, Nguyễn Phú Trọng",
    "Hồ Chí Minh, Đà Nẵng",
    "Côte d’Ivoire",
    "São Tomé e Príncipe",
    "Malmö",
    "₱500, ¥100",
    "Gdańsk, Łódź",
    "Häagen-Dazs®",
    "5 µm ± 3",
    "“É”…",
    "Ångström",
    "kâmil",
    "Râna",
)


@pytest.mark.parametrize("text", FOUND)
def test_signs_that_came_out_wrong_are_found(text: str) -> None:
    assert find_mojibake(text) is not None


@pytest.mark.parametrize("text", KEPT)
def test_what_looks_like_it_is_kept(text: str) -> None:
    assert find_mojibake(text) is None
