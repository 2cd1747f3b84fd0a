"""check_lists.py ROOT …: the SPDX and CycloneDX lists in share/doc of each root against their formats and the files."""

import hashlib
import json
import pathlib
import re
import sys

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SPDX_ID = re.compile(r"SPDXRef-[A-Za-z0-9.-]+")
LINKED = {"antlr4-runtime", "openssl", "sqlite", "utf8proc", "libcsv"}


def need(holds, what):
    if not holds:
        raise SystemExit(f"failed: {what}")


def check_digests(root, files, name):
    """`files`: path → (sha1, sha256). All that stands under the root is listed but the lists themselves."""
    for path, (sha1, sha256) in files.items():
        file = root / path
        data = str(file.readlink()).encode() if file.is_symlink() else file.read_bytes()
        need(hashlib.sha1(data).hexdigest() == sha1 and hashlib.sha256(data).hexdigest() == sha256, f"{name}: {path}")
    return set(files)


def check_spdx(root, file):
    document = json.loads(file.read_text(encoding="utf-8"))
    need(document["spdxVersion"] == "SPDX-2.3" and document["dataLicense"] == "CC0-1.0", "SPDX version")
    need(document["SPDXID"] == "SPDXRef-DOCUMENT" and document["name"], "SPDX document")
    need(document["documentNamespace"].startswith("https://") and "#" not in document["documentNamespace"], "namespace")
    need(STAMP.fullmatch(document["creationInfo"]["created"]), "SPDX time")
    need(all(re.match(r"(Tool|Organization|Person): ", one) for one in document["creationInfo"]["creators"]), "creators")
    elements = document["packages"] + document["files"]
    known = [one["SPDXID"] for one in elements] + ["SPDXRef-DOCUMENT"]
    need(len(set(known)) == len(known) and all(SPDX_ID.fullmatch(one) for one in known), "SPDX ids")
    for relation in document["relationships"]:
        need({relation["spdxElementId"], relation["relatedSpdxElement"]} <= set(known), f"relation {relation}")
    described = [one["relatedSpdxElement"] for one in document["relationships"] if one["relationshipType"] == "DESCRIBES"]
    need(len(described) == 1, "SPDX describes one package")
    for package in document["packages"]:
        need(package["name"] and package["versionInfo"] and package["downloadLocation"], f"package {package}")
    main = next(one for one in document["packages"] if one["SPDXID"] == described[0])
    digests = {}
    for one in document["files"]:
        sums = {each["algorithm"]: each["checksumValue"] for each in one["checksums"]}
        need(one["fileName"].startswith("./") and "SHA1" in sums, f"file {one}")
        digests[one["fileName"]] = (sums["SHA1"], sums["SHA256"])
    code = hashlib.sha1("".join(sorted(sha1 for sha1, _ in digests.values())).encode()).hexdigest()
    need(main["packageVerificationCode"]["packageVerificationCodeValue"] == code, "verification code")
    listed = check_digests(root, digests, file.name)
    return document, listed, {one["name"]: one for one in document["packages"]}


def check_cyclonedx(root, file):
    document = json.loads(file.read_text(encoding="utf-8"))
    need(document["bomFormat"] == "CycloneDX" and document["specVersion"] == "1.5" and document["version"] == 1, "CycloneDX")
    need(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", document["serialNumber"]), "serial number")
    need(STAMP.fullmatch(document["metadata"]["timestamp"]), "CycloneDX time")
    references = [one["bom-ref"] for one in document["components"]] + [document["metadata"]["component"]["bom-ref"]]
    need(len(set(references)) == len(references), "bom-ref is unique")
    for one in document["dependencies"]:
        need({one["ref"], *one["dependsOn"]} <= set(references), f"dependency of {one['ref']}")
    digests = {}
    for one in document["components"]:
        need(one["type"] in ("library", "file") and one["name"], f"component {one}")
        if one["type"] == "library":
            need(one["version"] and one["purl"].startswith("pkg:deb/debian/") and one["licenses"], f"library {one}")
        else:
            sums = {each["alg"]: each["content"] for each in one["hashes"]}
            digests[one["name"]] = (sums["SHA-1"], sums["SHA-256"])
    return document, check_digests(root, digests, file.name)


def check(root):
    lists = sorted(root.glob("share/doc/*/*.spdx.json"))
    need(lists, f"{root} has no list")
    all_listed, own = set(), set()
    for file in lists:
        other = file.with_name(file.name.replace(".spdx.", ".cdx."))
        own |= {"./" + str(one.relative_to(root)) for one in (file, other)}
        spdx, listed, packages = check_spdx(root, file)
        cyclonedx, listed_too = check_cyclonedx(root, other)
        need(listed == listed_too, "both lists name the same files")
        need(spdx["creationInfo"]["created"] == cyclonedx["metadata"]["timestamp"], "one time")
        parts = {one["name"]: one["version"] for one in cyclonedx["components"] if one["type"] == "library"}
        need({(name, packages[name]["versionInfo"]) for name in parts} == set(parts.items()), "both lists name the same parts")
        if "./bin/plumb" in listed:
            need(LINKED <= set(parts), "every foreign library is listed")
        all_listed |= listed
    there = {"./" + str(one.relative_to(root)) for one in root.rglob("*") if one.is_file() or one.is_symlink()}
    need(there - own == all_listed, f"files and lists differ: {sorted((there - own) ^ all_listed)[:5]}")
    print(f"{len(all_listed)} files in {len(lists)} lists")


for name in sys.argv[1:]:
    check(pathlib.Path(name))
