"""The instruments this house knows by heart: what each covers, when it binds, how it is left, the articles to cite."""

from __future__ import annotations

from collections.abc import Mapping

from .benelux import BENELUX
from .council_of_europe import COUNCIL_OF_EUROPE
from .council_of_europe_supplements import COUNCIL_OF_EUROPE_SUPPLEMENTS
from .cybercrime import CYBERCRIME
from .drugs import DRUGS_1961, DRUGS_1961_AMENDED, DRUGS_1961_PROTOCOL, DRUGS_1971, DRUGS_1988
from .special_regimes import SPECIAL_REGIMES
from .terrorism import TERRORISM
from .types import Instrument
from .uncac import UNCAC
from .untoc import FIREARMS, SOM, TIP, UNTOC

INSTRUMENTS: tuple[Instrument, ...] = (
    UNTOC,
    TIP,
    SOM,
    FIREARMS,
    UNCAC,
    DRUGS_1961,
    DRUGS_1961_PROTOCOL,
    DRUGS_1961_AMENDED,
    DRUGS_1971,
    DRUGS_1988,
    *TERRORISM,
    *CYBERCRIME,
    *COUNCIL_OF_EUROPE,
    *COUNCIL_OF_EUROPE_SUPPLEMENTS,
    *SPECIAL_REGIMES,
    BENELUX,
)
BY_CODE: Mapping[str, Instrument] = {instrument.code: instrument for instrument in INSTRUMENTS}
