from pathlib import Path

from bot.settings import Settings
from bot.terminal.settings_table import settings_table

README = Path(__file__).parents[3] / "README.md"


def test_the_readme_holds_exactly_the_settings_of_the_code() -> None:
    _, _, rest = README.read_text(encoding="utf-8").partition("<!-- settings -->\n")
    table, _, _ = rest.partition("<!-- /settings -->")
    assert table == settings_table(), "paste what `meoktong settings` prints"


def test_every_setting_is_described() -> None:
    rows = settings_table().splitlines()[2:]
    assert len(rows) == len(Settings.model_fields)
    assert all(field.description for field in Settings.model_fields.values())


def test_nothing_of_this_machine_is_in_it() -> None:
    assert str(Path.home()) not in settings_table().replace("`~/", "")
