"""What embed.cpp does, in Python. embed.py [libplumbline.so]"""

import ctypes
import json
import pathlib
import re
import sys
import tempfile

import plumbline

# The rules of the program beside this one, so that both grade by the same.
RULES = re.search(r'R"\((.*?)\)"', (pathlib.Path(__file__).parent / "embed.cpp").read_text(encoding="utf-8"), re.S).group(1)


def show(engine, run):
    for unit in json.loads(engine.text("plumbline_report", run, plumbline.JSON, 0))["units"]:
        key = unit["key"]
        grade, score = engine.value(run, "结果", key), engine.value(run, "得分", key)
        print(key, grade["text"], score["text"] + score["measure"])


def main():
    engine = plumbline.Engine(*sys.argv[1:2])
    with tempfile.TemporaryDirectory() as folder:
        database, table = folder + "/实验室.db", pathlib.Path(folder) / "实验室.csv"
        table.write_text("编号,开放机时\n甲,720\n乙,719\n丙,\n", encoding="utf-8")
        rules = engine.read_texts("示例.plumb", {"示例.plumb": RULES})
        engine.do("plumbline_create_database", rules, database)
        engine.do("plumbline_load", rules, database, str(table), None, 0)
        data = engine.call("plumbline_read_data", rules, database, 0, None)
        run = engine.call("plumbline_evaluate", data, None, ctypes.c_size_t(0), 0)
        show(engine, run)
        print(engine.text("plumbline_explain", run, "乙", None, plumbline.TEXT, 0).splitlines()[0])

        session = engine.call("plumbline_open_session", "示例.plumb", None, database, 0, None)
        engine.do("plumbline_set_text", session, "示例.plumb", RULES.replace("90分", "89分"))
        edited = engine.call("plumbline_update", session)
        show(engine, edited)
        for handle in (rules, data, run, session, edited):
            engine.free(handle)

        broken = engine.read_texts("坏.plumb", {"坏.plumb": "规则集"})
        try:
            engine.call("plumbline_read_data", broken, database, 0, None)
        except plumbline.Refused as refused:
            print("refused:", refused.diagnostics[0]["code"])
        engine.free(broken)


main()
