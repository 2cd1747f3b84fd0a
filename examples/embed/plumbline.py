"""The engine in Python, through plumbline.h: as much of it as embed.py needs, and how the rest is added."""

import ctypes
import json

JSON, TEXT = 1, 3
FINDINGS, ONLY_TEXTS = 1, 4


class _Text(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("text", ctypes.c_char_p)]


class _Value(ctypes.Structure):
    _fields_ = [("state", ctypes.c_int)] + [(name, ctypes.c_char_p) for name in ("text", "measure", "reason_zh", "reason_en", "rule")]


class Refused(Exception):
    """`diagnostics`: what the engine has to say, each with its code and both languages."""

    def __init__(self, diagnostics):
        super().__init__("; ".join(one["code"] + " " + one["message"]["zh"] for one in diagnostics) or "refused")
        self.diagnostics = diagnostics


class Engine:
    """`library`: the path of libplumbline.so, or its name where the system finds it."""

    def __init__(self, library="libplumbline.so.0"):
        self._library = ctypes.CDLL(library)
        self._library.plumbline_free.argtypes = [ctypes.c_void_p]
        self._library.plumbline_free.restype = None
        self._library.plumbline_version.restype = ctypes.c_char_p
        self.version = self._library.plumbline_version().decode()

    def call(self, name, *given):
        """Strings go in as UTF-8, a handle or a text comes out as a pointer; raises Refused where there is none."""
        return ctypes.c_void_p(self._ask(name, ctypes.c_void_p, given))

    def do(self, name, *given):
        """Of functions that answer yes or no; raises Refused for no."""
        self._ask(name, ctypes.c_int, given)

    def _ask(self, name, kind, given):
        function = getattr(self._library, name)
        function.restype = kind
        why = ctypes.c_void_p()
        answer = function(*[one.encode() if isinstance(one, str) else one for one in given], ctypes.byref(why))
        told = json.loads(self.taken(why.value)) if why.value else []
        if not answer:
            raise Refused(told)
        return answer

    def taken(self, text):
        """A text of the engine as one of Python's; the engine's is freed."""
        copy = ctypes.string_at(text).decode()
        self.free(text)
        return copy

    def text(self, name, *given):
        return self.taken(self.call(name, *given).value)

    def free(self, given):
        self._library.plumbline_free(given)

    def read_texts(self, main, texts):
        listed = (_Text * len(texts))(*[_Text(name.encode(), text.encode()) for name, text in texts.items()])
        return self.call("plumbline_read_rules", main, listed, ctypes.c_size_t(len(texts)), None, FINDINGS | ONLY_TEXTS)

    def value(self, run, definition, row):
        found = self.call("plumbline_value_of", run, definition, row)
        value = ctypes.cast(found, ctypes.POINTER(_Value)).contents
        told = {name: getattr(value, name).decode() for name, _ in _Value._fields_[1:]}
        self.free(found)
        return told
