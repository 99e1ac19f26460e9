"""The search of one target with atheris, in a process of its own: it never comes back.

Its words are the target's name and what libFuzzer is told.
"""

import sys

import atheris

# Every branch of what is loaded here is watched.
with atheris.instrument_imports(include=["generator", "yaml"]):
    from fuzz.targets import TARGETS


def main() -> None:
    """Search until time is up or a law is broken."""
    name, *words = sys.argv[1:]
    target = TARGETS[name]

    def run(data: bytes) -> None:
        target.run(data)

    atheris.Setup([sys.argv[0], *words], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
