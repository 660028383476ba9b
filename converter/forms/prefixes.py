"""The first components of document symbols, and the bodies that a prefix of two components names."""

from __future__ import annotations

ORGANS = frozenset(
    (
        *(
            "A",
            "S",
            "E",
            "T",
            "ST",
            "DP",
            "TD",
            "CD",
            "LC",
            "PBC",
            "JIU",
            "CEB",
            "HRI",
            "SAICM",
            "UNITAR",
            "UNEP",
            "UNW",
        ),
        *("HSP", "ECE", "ESCAP", "FCCC", "ICCD", "CBD", "CRC", "CCPR", "CAT", "CEDAW", "CERD", "CRPD", "CED", "CMW"),
        *(
            "CTOC",
            "CAC",
            "NPT",
            "BWC",
            "CCW",
            "APLC",
            "CCM",
            "ATT",
            "ISBA",
            "SPLOS",
            "CLCS",
            "UNODC",
            "IDB",
            "GC",
            "EC",
        ),
        *("UNCTAD", "UNA", "DCS", "DPCSD", "TRADE", "TRANS", "ENERGY", "EB", "MP", "HCR", "OAT", "ICC", "WFP", "AT"),
        *("UNMOVIC", "UNU", "UNFPA", "INCB", "ICEF", "SPT", "CTBT", "PCNICC"),
    )
)
"""The list stays open: a symbol of another series is found by nothing but its shape, and so not at all."""

PRINCIPAL = frozenset(("A", "S", "E", "T"))
"""One letter each; whatever follows must look like a symbol, or `A/B` and `S/he` would be ones."""

TREATY_BODIES = frozenset(("CRC", "CCPR", "CAT", "CEDAW", "CERD", "CRPD", "CED", "CMW"))
"""Their committee is the component `C`."""

PRESS_SERIES = frozenset(
    (
        *("GA", "SC", "SG", "DSG", "ECOSOC", "ORG", "PAL", "HR", "L", "DEV", "AFR", "IHA", "ENV", "OBV", "WOM", "NGO"),
        *("PI", "BIO", "AG", "CS", "SAG", "ICEF", "POP", "REF", "SEA", "SOC", "TR", "UNEP", "NR", "PKO", "PBC", "HQ"),
    )
)
"""First components of press release numbers, which are no document symbols."""
