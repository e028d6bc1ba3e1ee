"""The page for operators names what exists, and all that has to run by the clock."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

REPOSITORY = Path(settings.BASE_DIR)
DEPLOY = REPOSITORY / "deploy"
PAGE = (REPOSITORY / "docs" / "how-to" / "run-for-real.md").read_text()
CRON = (DEPLOY / "marram.cron").read_text()
COMMANDS = (REPOSITORY / "docs" / "reference" / "commands.md").read_text()
SETTINGS = (REPOSITORY / "docs" / "reference" / "settings.md").read_text()
EXAMPLE = (DEPLOY / "marram.env.example").read_text()
# Django's and Wagtail's own, which no paragraph of commands.md tells to run by the clock.
OTHERS_BY_THE_CLOCK = {"publish_scheduled", "clearsessions"}
# Of the scripts in deploy/ alone.
NO_SETTINGS = {"MARRAM_ENV", "MARRAM_ROOT", "MARRAM_BACKUPS", "MARRAM_BACKUP_DAYS"}
# Whoever runs the site writes it; no repository has it.
OPERATORS_OWN = {"deploy/marram.env"}
SHELL_SCRIPTS = ["marram-manage", "marram-backup"]


def named_commands() -> list[str]:
    said = re.findall(r"(?<!deploy/)(?:marram-manage|manage\.py) (\w+)", PAGE + CRON)
    return sorted({*said, *table_of_the_clock()} - {"with"})


def table_of_the_clock() -> set[str]:
    """Return the commands of the page's table of what runs by the clock."""
    part = PAGE.partition("## 8.")[2].partition("## 9.")[0]
    return set(re.findall(r"^\| `(\w+)`", part, flags=re.M))


def scheduled_commands() -> set[str]:
    """Return what commands.md, or a command's own help, says to run again and again."""
    paragraphs = re.findall(r"^\*\*`(\w+)[^\n]*", COMMANDS, flags=re.M)
    told = {name for name in paragraphs if is_scheduled(paragraph_of(name))}
    files = REPOSITORY.glob("*/management/commands/[!_]*.py")
    return told | {path.stem for path in files if is_scheduled(path.read_text())}


def paragraph_of(name: str) -> str:
    return re.search(rf"^\*\*`{name}\b[^\n]*", COMMANDS, flags=re.M)[0]


def is_scheduled(text: str) -> bool:
    return bool(re.search(r"[Rr]un it (?:every|once a)", text))


@pytest.mark.parametrize("name", named_commands())
def test_named_command_exists(name):
    assert name in get_commands()


def test_whatever_runs_by_the_clock_is_named_in_page_and_cron():
    wanted = scheduled_commands() | OTHERS_BY_THE_CLOCK
    assert wanted >= {"update_statistics", "carry_on_regrades", "send_fact_digest"}
    assert wanted - table_of_the_clock() == set()
    assert table_of_the_clock() == set(re.findall(r"marram-manage (\w+)", CRON))


def test_named_settings_exist():
    example = set(re.findall(r"^([A-Z_]+)=", EXAMPLE, flags=re.M))
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, flags=re.M))
    documented = set(re.findall(r"`([A-Z_]{5,})`", SETTINGS))
    assert (example | table) - documented - NO_SETTINGS == set()


def test_settings_that_production_requires_are_in_the_example():
    required = re.findall(r"env\.\w+\(\"([A-Z_]+)\"\)", production_settings())
    assert set(required) == {"SECRET_KEY", "ALLOWED_HOSTS", "CONTACT_EMAIL"}
    assert [name for name in required if f"\n{name}=" not in EXAMPLE] == []


def production_settings() -> str:
    return (REPOSITORY / "config" / "settings" / "production.py").read_text()


def test_named_files_exist():
    links = re.findall(r"\]\(([^)#]+)\)", PAGE)
    files = set(re.findall(r"deploy/[\w.-]+\w", PAGE)) - OPERATORS_OWN
    missing = [link for link in links if not (REPOSITORY / "docs" / "how-to" / link).exists()]
    assert missing + [name for name in files if not (REPOSITORY / name).exists()] == []
    assert {path.name for path in DEPLOY.iterdir()} - {Path(name).name for name in files} == set()


@pytest.mark.parametrize("name", SHELL_SCRIPTS)
def test_script_can_be_read_by_its_shell(name):
    assert subprocess.run(["bash", "-n", DEPLOY / name], check=False).returncode == 0
    assert (DEPLOY / name).stat().st_mode & 0o111


def test_compose_file_names_the_image_and_no_secret():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    assert set(services) == {"web", "proxy", "database", "cache"}
    assert (DEPLOY / ".." / services["web"]["build"]["dockerfile"]).exists()
    password = services["database"]["environment"]["POSTGRES_PASSWORD"]
    assert password.startswith("${POSTGRES_PASSWORD:?")


def test_every_value_of_compose_stands_in_the_example_of_its_env_file():
    compose = (DEPLOY / "compose.yaml").read_text()
    asked = set(re.findall(r"\$\{([A-Z_]+)", compose))
    assert asked == {"MARRAM_HOST", "POSTGRES_PASSWORD"}
    for_containers = EXAMPLE.partition("# With containers only")[2]
    told = dict(re.findall(r"^# ([A-Z_]+)=(.+)$", for_containers, flags=re.M))
    assert asked - set(told) == set()
    hosts = {urlsplit(told[name]).hostname for name in ("DATABASE_URL", "REDIS_URL")}
    assert hosts - set(yaml.safe_load(compose)["services"]) == set()
    commands = re.findall(r"docker compose [^\n]+", PAGE + compose)
    assert len(commands) == 3
    with_env = "docker compose --env-file deploy/marram.env -f deploy/compose.yaml "
    assert [one for one in commands if not one.startswith(with_env)] == []


@pytest.mark.parametrize("name", ["deploy/marram.env", ".env"])
def test_settings_of_a_real_site_get_neither_into_git_nor_into_an_image(name):
    if (REPOSITORY / ".git").exists():
        ignored = subprocess.run(["git", "check-ignore", "-q", name], cwd=REPOSITORY, check=False)
        assert ignored.returncode == 0
    left_out = (REPOSITORY / ".dockerignore").read_text().splitlines()
    assert {"**/*.env", ".git", ".venv", "var"} - set(left_out) == set()
    assert not [line for line in left_out if line.startswith("!")]


def test_folder_of_the_copies_is_made_before_the_clock_runs():
    assert PAGE.index("/var/backups/marram\n    cp deploy/marram.cron") < PAGE.index("## 9.")


def test_caddy_logs_nothing_of_a_request():
    first = (DEPLOY / "Caddyfile").read_text().partition("{$MARRAM_HOST")
    assert "exclude http.log http.handlers http.stdlib\n" in first[0]
    assert "log" not in first[2]


def test_proxy_sets_what_marram_believes_and_logs_no_address():
    nginx = (DEPLOY / "nginx.conf").read_text()
    assert "X-Forwarded-For $remote_addr;" in nginx
    assert "X-Forwarded-Proto $scheme;" in nginx
    log_format = re.search(r"log_format marram '([^']+)'", nginx)[1]
    assert set(re.findall(r"\$\w+", log_format)) == {
        "$time_iso8601", "$request_method", "$marram_part", "$status", "$body_bytes_sent",
        "$request_time",
    }  # fmt: skip
