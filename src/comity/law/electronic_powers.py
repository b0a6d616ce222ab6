"""The powers over electronic evidence that national laws give, and the articles of treaties that ask for them."""

from __future__ import annotations

from enum import Enum

from .provisions import Provision
from .sentences import gettext_noop as _


class Power(Enum):
    """A power over electronic evidence, in the terms of the Convention on Cybercrime."""

    PRESERVATION = "preservation"
    PARTIAL_DISCLOSURE = "partial-disclosure"
    PRODUCTION = "production"
    PRODUCTION_SUBSCRIBER = "production-subscriber"
    PRODUCTION_TRAFFIC = "production-traffic"
    PRODUCTION_CONTENT = "production-content"
    SEARCH_SEIZURE = "search-seizure"
    REAL_TIME_TRAFFIC = "real-time-traffic"
    INTERCEPTION = "interception"
    EMERGENCY = "emergency"
    PROVIDER_COOPERATION = "provider-cooperation"
    ADMISSIBILITY = "admissibility"
    CHAIN_OF_CUSTODY = "chain-of-custody"
    AGREEMENTS = "agreements-with-providers"

    @property
    def label(self) -> str:
        """English, marked for translation."""
        return _LABELS[self]

    @property
    def provisions(self) -> tuple[str, ...]:
        """The articles of the Convention on Cybercrime on it: the power at home first, then its use for others."""
        return _ARTICLES.get(self, ())


_LABELS = {
    Power.PRESERVATION: _("Expedited preservation of stored data"),
    Power.PARTIAL_DISCLOSURE: _("Expedited partial disclosure of traffic data"),
    Power.PRODUCTION: _("Production order"),
    Power.PRODUCTION_SUBSCRIBER: _("Production order: subscriber data"),
    Power.PRODUCTION_TRAFFIC: _("Production order: traffic data"),
    Power.PRODUCTION_CONTENT: _("Production order: content data"),
    Power.SEARCH_SEIZURE: _("Search and seizure of stored data"),
    Power.REAL_TIME_TRAFFIC: _("Real-time collection of traffic data"),
    Power.INTERCEPTION: _("Interception of content data"),
    Power.EMERGENCY: _("Disclosure in an emergency"),
    Power.PROVIDER_COOPERATION: _("Duty of service providers to cooperate"),
    Power.ADMISSIBILITY: _("Admissibility and authentication of electronic evidence"),
    Power.CHAIN_OF_CUSTODY: _("Chain of custody"),
    Power.AGREEMENTS: _("Memorandums of understanding with service providers"),
}
_PRODUCTION = ("ets185:18", "ets185:31")
_ARTICLES = {
    Power.PRESERVATION: ("ets185:16", "ets185:29"),
    Power.PARTIAL_DISCLOSURE: ("ets185:17", "ets185:30"),
    Power.PRODUCTION: _PRODUCTION,
    Power.PRODUCTION_SUBSCRIBER: ("ets185:18:1:b", "ets185:31", "ets224:7", "ets224:8"),
    Power.PRODUCTION_TRAFFIC: ("ets185:18:1:a", "ets185:31", "ets224:8"),
    Power.PRODUCTION_CONTENT: ("ets185:18:1:a", "ets185:31"),
    Power.SEARCH_SEIZURE: ("ets185:19", "ets185:31"),
    Power.REAL_TIME_TRAFFIC: ("ets185:20", "ets185:33"),
    Power.INTERCEPTION: ("ets185:21", "ets185:34"),
    Power.EMERGENCY: ("ets224:9", "ets224:10"),
}


def powers_under(code: str) -> tuple[Power, ...]:
    """The powers an article is about: those whose articles lie within it, or that it lies within.

    Raises ProvisionError for a text that is no provision code.
    """
    asked = Provision.parse(code)
    if not asked.path:
        return ()
    found = []
    for power in Power:
        articles = map(Provision.parse, power.provisions)
        if any(article.within(asked) or asked.within(article) for article in articles):
            found.append(power)
    return tuple(found)
