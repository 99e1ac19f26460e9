"""Write the golden story of the scripted repository anew; read what differs before it is kept."""

from pathlib import Path
from tempfile import TemporaryDirectory

from lifetime import make_lifetime
from registers import SCHEMAS
from storytext import render_story

from generator.story.reading import read_story

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        root = Path(folder) / "register"
        make_lifetime(root)
        text = render_story(read_story(root, SCHEMAS))
    (Path(__file__).parent / "story" / "lifetime.txt").write_text(text, encoding="utf-8")
