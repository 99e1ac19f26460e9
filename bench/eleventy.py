"""Eleventy's side: the Markdown pages that MkDocs gets, in the project's own layout."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from bench.layout import DESCRIPTION, TITLE, Layout

_PACKAGE = "@11ty/eleventy"
_MOST_MB = 8192
_SETTINGS = """\
module.exports = (settings) => {
  settings.setTemplateFormats(["md"]);
  settings.addGlobalData("layout", "base.11ty.js");
  return {
    markdownTemplateEngine: false,
    dir: { input: "docs", includes: "../layouts", data: "../data" },
  };
};
"""
_LAYOUT = """\
const [before, between, after, tail] = require("./layout.json");
const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => signs[sign]);
module.exports.render = ({ title, description, content }) =>
  `${before}<title>${escape(title)}</title>${between}${escape(description)}${after}${content}${tail}`;
"""


class NoNodeError(Exception):
    """There is no npm to install Eleventy with."""


def install_eleventy(folder: Path) -> Path:
    """Give Eleventy's program, installed into a folder of its own at the first call.

    Raises NoNodeError where the system lacks npm.
    """
    program = folder / "node_modules" / _PACKAGE / "cmd.cjs"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise NoNodeError
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(folder), _PACKAGE]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return program


def read_eleventy_version(program: Path) -> str:
    """Give Eleventy's version number."""
    return str(json.loads((program.parent / "package.json").read_text("utf-8"))["version"])


def write_eleventy_site(folder: Path, pages: Path, layout: Layout) -> None:
    """Write what Eleventy builds from; ``pages`` are the Markdown pages, which are copied."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(pages, folder / "docs")
    layouts = folder / "layouts"
    layouts.mkdir()
    before, _, rest = layout.head.partition(TITLE)
    between, _, after = rest.partition(DESCRIPTION)
    (layouts / "layout.json").write_text(json.dumps([before, between, after, layout.tail]), "utf-8")
    (layouts / "base.11ty.js").write_text(_LAYOUT, "utf-8")
    (folder / "eleventy.config.js").write_text(_SETTINGS, "utf-8")


def list_eleventy_command(program: Path, site: Path) -> list[str]:
    """Give the command of a build, to be run in the folder of what it builds from.

    Of memory it may take more than Node.js grants by itself.
    """
    node = shutil.which("node") or "node"
    return [node, f"--max-old-space-size={_MOST_MB}", str(program), f"--output={site}", "--quiet"]
