"""What stands in templates."""

from __future__ import annotations

from tests.crawler.extract.pages import STORY, amid, document, paragraphs, portal, texts

_OTHER = paragraphs(*(f"Cerita lain, kalimat {i}, cukup panjang untuk satu paragraf utuh." for i in range(9)))


def test_a_template_is_not_part_of_the_page() -> None:
    html = portal(amid(f"<template id=a><div>{_OTHER}</div></template>!"))
    template = next(document(html).root.iter("template"))
    assert (template.get("id"), template.tail, len(template)) == ("a", "!", 0)
    assert [text for text in texts(html) if text != "!"] == list(STORY)


def test_a_shadow_root_is() -> None:
    root = f"<style>p {{}}</style>{paragraphs(*STORY)}"
    shadow = f"<kabar-isi><template shadowrootmode=open>{root}</template></kabar-isi>"
    assert texts(portal(shadow)) == list(STORY)
    assert texts(portal(shadow.replace("shadowrootmode=open", "x=open"))) == []
