"""Parts of a Word or Excel file, read as a stream of elements with limits on the markup."""

import posixpath
import zipfile
from xml.parsers import expat

from files.damage import DAMAGE
from files.jailed import Unreadable
from files.readers import limits

SAVE_AGAIN = "Откройте его в Word или Excel, сохраните под новым именем и загрузите снова."
DAMAGED = f"Файл повреждён или передан не полностью. {SAVE_AGAIN}"
TOO_DEEP = f"Файл устроен слишком сложно: части вложены одна в другую больше 200 раз. {SAVE_AGAIN}"
STRANGE = f"Файл устроен не так, как документы Word и Excel. {SAVE_AGAIN}"
NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]

CHUNK = 64 * 1024
OFFICE = "schemas.openxmlformats.org"
STRICT = "purl.oclc.org/ooxml"
# Elements of Word and Excel go by their plain names, of these with a prefix, others as "?".
PREFIXES = {
    f"http://{OFFICE}/wordprocessingml/2006/main": "",
    f"http://{STRICT}/wordprocessingml/main": "",
    f"http://{OFFICE}/spreadsheetml/2006/main": "",
    f"http://{STRICT}/spreadsheetml/main": "",
    f"http://{OFFICE}/package/2006/relationships": "",
    f"http://{OFFICE}/markup-compatibility/2006": "mc:",
    f"http://{OFFICE}/officeDocument/2006/math": "m:",
    f"http://{STRICT}/officeDocument/math": "m:",
}


class Package:
    """An open file; used in a `with` statement. Raises Unreadable for whatever is wrong with it."""

    def __init__(self, path):
        self._path = path

    def __enter__(self):
        try:
            self._archive = zipfile.ZipFile(self._path)
        except DAMAGE:
            raise Unreadable(DAMAGED) from None
        self._names = {entry.filename.lower(): entry for entry in self._archive.infolist()}
        return self

    def __exit__(self, *exception):
        self._archive.close()

    def main_part(self):
        """Name of the part that is the document or the book."""
        for _, kind, target in self.relationships(""):
            if kind == "officeDocument" and target in self._names:
                return target
        raise Unreadable(DAMAGED)

    def related(self, part, kind):
        """Name of the part's first existing relative of the kind ("styles"), or None."""
        for _, found, target in self.relationships(part):
            if found == kind and target in self._names:
                return target
        return None

    def relationships(self, part):
        """(id, kind, name of the target part) of the part's inner relationships."""
        folder, name = posixpath.split(part)
        listener = _Relationships(folder)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels in self._names:
            self.walk(rels, listener)
        return listener.found

    def walk(self, part, listener):
        """Tell the listener of every start(name, attributes), text(data) and end(name)."""
        if part not in self._names:
            raise Unreadable(DAMAGED)
        try:
            with self._archive.open(self._names[part]) as stream:
                _Walk(listener).run(stream)
        except DAMAGE as damage:
            if getattr(damage, "code", None) == NO_MEMORY:
                raise MemoryError from None
            raise Unreadable(DAMAGED) from None


class _Walk:
    """One pass over a part. There is no DTD, hence no entities to expand or to fetch."""

    def __init__(self, listener):
        self._hear_start, self._hear_end = listener.start, listener.end
        self._names, self._keys = _ElementNames(), _AttributeNames()
        self._depth = self._count = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = listener.text
        parser.StartDoctypeDeclHandler = self._refuse

    def run(self, stream):
        fed = 0
        while chunk := stream.read(CHUNK):
            fed += len(chunk)
            self._parser.Parse(chunk, False)
            # Old expat reads an unfinished tag anew with every chunk.
            is_stuck = fed - self._parser.CurrentByteIndex > limits.MAX_TOKEN
            if is_stuck or fed > limits.MAX_PART or self._count > limits.MAX_ELEMENTS:
                raise Unreadable(limits.TOO_LARGE)
        self._parser.Parse(b"", True)

    def _start(self, name, attributes):
        self._count += 1
        self._depth += 1
        if self._depth > limits.MAX_DEPTH:
            raise Unreadable(TOO_DEEP)
        if attributes:
            keys = self._keys
            attributes = {keys[key]: value for key, value in attributes.items()}
        self._hear_start(self._names[name], attributes)

    def _end(self, name):
        self._depth -= 1
        self._hear_end(self._names[name])

    def _refuse(self, *declaration):
        raise Unreadable(STRANGE)


class _AttributeNames(dict):
    """Attributes go by their local names: no element of ours has two of the same."""

    def __missing__(self, name):
        if len(self) >= limits.MAX_NAMES:
            raise Unreadable(STRANGE)
        self[name] = short = self.shorten(*name.rpartition(" ")[::2])
        return short

    def shorten(self, namespace, local):
        return local


class _ElementNames(_AttributeNames):
    """Elements go by their local names with the prefix of their namespace."""

    def shorten(self, namespace, local):
        return PREFIXES.get(namespace, "?:") + local


class Listener:
    """Hears nothing; the base of those who hear something."""

    def start(self, name, attributes):
        pass

    def end(self, name):
        pass

    def text(self, data):
        pass


class _Relationships(Listener):
    def __init__(self, folder):
        self._folder = folder
        self.found = []

    def start(self, name, attributes):
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        if not target.startswith("/"):
            target = posixpath.join(self._folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        name = posixpath.normpath(target).lstrip("/").lower()
        self.found.append((attributes.get("Id"), kind, name))
