"""The name in a User-Agent, by which robots.txt names the crawler; and what cannot be one."""

from __future__ import annotations

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler import settings
from crawler.scrapy_utils.robots import RobotRules, agent_of
from crawler.scrapy_utils.user_agent import check_user_agent, has_placeholder, may_be_public, product_token

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (settings.USER_AGENT, "telegraf-corpus"),
        ("MyBot", "MyBot"),
        ("my_bot/2", "my_bot"),
        ("MJ12bot/v1.4.8 (http://mj12bot.com/)", "MJ12bot"),
        ("MyBot/1.0 library/2.3 (bot; crawler)", "MyBot"),
        ("MyBot/1.0 (compatible; OtherBot/2.0)", "MyBot"),
        ("  MyBot/1.0", "MyBot"),
        ("MyBot/1.0; +https://koran.test/bot", "MyBot"),
        ("MyBot, https://koran.test/bot", "MyBot"),
        ('"MyBot/1.0"', "MyBot"),
        ("MyBot/1.0(+https://koran.test/bot)", "MyBot"),
        ("Mozilla/5.0 (compatible; MyBot/1.0; +https://koran.test/bot)", "MyBot"),
        ("Mozilla/5.0 (compatible; MyBot 1.0; +https://koran.test/bot)", "MyBot"),
        ("Mozilla/5.0 (compatible; MyBot)", "MyBot"),
        ("Mozilla/5.0 (Compatible;MyBot/1.0;bot@koran.test)", "MyBot"),
        (
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; MyBot/2.1) Chrome/1 Safari/537",
            "MyBot",
        ),
        (f"{CHROME} MyBot/1.0", "MyBot"),
        (f"{CHROME} (compatible; MyBot/1.0)", "MyBot"),
        (CHROME, "Mozilla"),
        ("Mozilla/5.0 (compatible; +https://koran.test/bot)", "Mozilla"),
        ("(a comment (within it) and \\) more) MyBot/1.0", "MyBot"),
        ("MyBot/1.0 (a comment that never ends", "MyBot"),
    ],
)
def test_the_name_is_the_first_product_and_behind_that_of_browsers_the_crawlers_own(
    user_agent: str, name: str
) -> None:
    assert product_token(user_agent) == name


@pytest.mark.parametrize(
    "user_agent", ["", "(bot)", "+https://koran.test/bot", "bot@koran.test", "(compatible bot", "1.0 / ;"]
)
def test_who_has_no_name_is_one_of_all(user_agent: str) -> None:
    assert agent_of(Settings({"USER_AGENT": user_agent})) == "*"


@pytest.mark.parametrize(
    "group", ["bot", "koran", "https", "compatible", "koran.test", "me", "telegraf", "1"]
)
@pytest.mark.parametrize("user_agent", ["telegraf-bot/1 (bot; koran; +https://koran.test; me@koran.test)"])
def test_no_word_of_a_comment_or_of_a_name_is_the_name(group: str, user_agent: str) -> None:
    text = f"User-agent: {group}\nDisallow: /\n"
    assert RobotRules(text, user_agent).allowed("https://koran.test/")
    assert not RobotRules(text.replace(group, "Telegraf-Bot"), user_agent).allowed("https://koran.test/")


def test_a_name_for_robots_of_its_own_wins() -> None:
    named = {"USER_AGENT": "MyBot/1.0", "ROBOTSTXT_USER_AGENT": "OtherBot"}
    assert agent_of(Settings(named)) == "OtherBot"
    assert agent_of(Settings(named | {"ROBOTSTXT_USER_AGENT": "*"})) == "*"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "is empty"),
        (" \t", "is empty"),
        (None, "is empty"),
        (7, "is 7, which is not a text"),
        ("MyBot\nX-Spy: 1", "'\\n'"),
        ("MyBot\r", "'\\r'"),
        ("MyBot \0", "'\\x00'"),
        ("Kabar “Bot”", "'\\u201c'"),
        ("робот", "'\\u0440'"),
        ("\udcff", "'\\udcff'"),
    ],
)
def test_what_cannot_be_sent_is_said(value: object, said: str) -> None:
    with pytest.raises(UsageError) as error:
        check_user_agent(Settings({"USER_AGENT": value}))
    assert str(error.value).startswith("the setting USER_AGENT ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("value", [settings.USER_AGENT, CHROME, "Korän/1.0"])
def test_what_can_be_sent_passes_and_stays_as_it_is(value: str) -> None:
    given = Settings({"USER_AGENT": value})
    check_user_agent(given)
    assert given["USER_AGENT"] == value


@pytest.mark.parametrize(
    ("user_agent", "is_placeholder"),
    [
        (settings.USER_AGENT, True),
        ("MyBot/1.0 (+https://my.EXAMPLE/bot)", True),
        ("MyBot/1.0 (me@bot.example)", True),
        ("MyBot/1.0 (me@example.com)", True),
        ("MyBot/1.0 (me@bot.example.)", True),
        ("MyBot/1.0 (+https://koran.co.id/an.example.html)", False),
        ("MyBot/1.0 (+https://my-example.com/)", False),
        ("MyBot/1.0 (for example, a bot)", False),
        ("MyBot/1.0 (+https://koran.co.id/bot; me@koran.co.id)", False),
    ],
)
def test_an_address_that_is_nobodys_is_a_placeholder(user_agent: str, is_placeholder: bool) -> None:
    assert has_placeholder(Settings({"USER_AGENT": user_agent})) == is_placeholder


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "koran.localhost", "127.0.0.1", "[::1]", "10.1.2.3", "192.168.1.1", "169.254.1.1"),
        *("koran.example", "KORAN.TEST", "koran.test.", "koran.invalid", "cms", "cms.internal", ""),
    ],
)
def test_loopback_private_addresses_and_reserved_names_are_not_public(host: str) -> None:
    assert not may_be_public(host)


@pytest.mark.parametrize(
    "host", ["telegraf.co.id", "latest", "8.8.8.8", "test.co.id", "contest.id", "a.mytest"]
)
def test_other_hosts_may_be_public(host: str) -> None:
    assert may_be_public(host) == ("." in host)
