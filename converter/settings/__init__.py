"""Given values: `--set`, front matter, `NAME.meta.yaml`, `masthead.yaml` of the folder; the nearest wins, an
unknown key is an error."""

from converter.settings.agenda import AgendaList, read_agenda, with_titles
from converter.settings.keys import KEYS
from converter.settings.laid import apply
from converter.settings.places import beside, files_beside, folder_values, sidecar_values
from converter.settings.values import Given, from_front_matter, from_mapping, from_pairs

__all__ = [
    "KEYS",
    "AgendaList",
    "Given",
    "apply",
    "beside",
    "files_beside",
    "folder_values",
    "from_front_matter",
    "from_mapping",
    "from_pairs",
    "read_agenda",
    "sidecar_values",
    "with_titles",
]
