"""Lists what is inside a package: its files with their digests, and what others made of which it consists.

Writes NAME.spdx.json (SPDX 2.3) and NAME.cdx.json (CycloneDX 1.5) into share/doc/NAME, and beside them the copyright
notices of everything that is compiled in. The same files give the same lists: the time is the commit's, and names of
documents are made of what they hold.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import shutil
import subprocess
import uuid

# (name, Debian package when shared, Debian package when compiled in, licence, how): `linked` libraries are inside
# only where they are linked statically, `headers` and `generated` code always is.
PARTS = [
    ("antlr4-runtime", "libantlr4-runtime4.9", "libantlr4-runtime-dev", "BSD-3-Clause", "linked"),
    ("antlr4", "antlr4", "antlr4", "BSD-3-Clause", "generated"),
    ("boost-multiprecision", "libboost1.74-dev", "libboost1.74-dev", "BSL-1.0", "headers"),
    ("cli11", "libcli11-dev", "libcli11-dev", "BSD-3-Clause", "headers"),
    ("fmt", "libfmt-dev", "libfmt-dev", "MIT", "headers"),
    ("gcc-runtime", "libstdc++6", "libstdc++-12-dev", "GPL-3.0-or-later WITH GCC-exception-3.1", "linked"),
    ("libcsv", "libcsv3", "libcsv-dev", "LGPL-2.1-or-later", "linked"),
    ("nlohmann-json", "nlohmann-json3-dev", "nlohmann-json3-dev", "MIT", "headers"),
    ("openssl", "libssl3", "libssl-dev", "Apache-2.0", "linked"),
    ("sqlite", "libsqlite3-0", "libsqlite3-dev", "blessing", "linked"),
    ("utf8proc", "libutf8proc2", "libutf8proc-dev", "MIT AND Unicode-DFS-2015", "linked"),
]
# Its licence asks for no notice beside compiled code, and Debian's speaks of all of Boost.
NO_NOTICE = {"boost-multiprecision"}
NAMES = uuid.uuid5(uuid.NAMESPACE_DNS, "plumbline")


def debian_version(package):
    told = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True)
    if told.returncode != 0:
        raise SystemExit(f"list_contents: {package} is not installed, and it is compiled in")
    return told.stdout.strip()


def architecture():
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def list_parts(linked):
    parts = []
    for name, shared, compiled_in, licence, how in PARTS:
        is_inside = how != "linked" or linked == "static"
        package = compiled_in if is_inside else shared
        version = debian_version(package)
        parts.append({
            "name": name, "package": package, "version": version, "licence": licence, "inside": is_inside,
            "purl": f"pkg:deb/debian/{package.replace('+', '%2B')}@{version.replace('+', '%2B')}"
                    f"?arch={architecture()}&distro=debian-12",
        })
    return parts


def digests_of(file):
    if file.is_symlink():
        data = str(file.readlink()).encode()
    else:
        data = file.read_bytes()
    return hashlib.sha1(data).hexdigest(), hashlib.sha256(data).hexdigest()


def list_files(root):
    files = []
    for file in sorted(root.rglob("*"), key=lambda one: str(one.relative_to(root)).encode()):
        if file.is_file() or file.is_symlink():
            sha1, sha256 = digests_of(file)
            files.append({"name": "./" + str(file.relative_to(root)), "sha1": sha1, "sha256": sha256})
    return files


def file_kind(name):
    if name.startswith("./bin/") or ".so" in name or name.endswith(".a"):
        return "BINARY"
    return "DOCUMENTATION" if "/doc/" in name or "/man/" in name else "OTHER"


def spdx_id(text):
    return "SPDXRef-" + "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "-" for c in text)


def spdx(about, files, parts, own_name):
    main = spdx_id("Package-" + about.package)
    packages = [{
        "SPDXID": main, "name": about.package, "versionInfo": about.version, "downloadLocation": "NOASSERTION",
        "filesAnalyzed": True, "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION",
        "licenseInfoFromFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION", "primaryPackagePurpose": "APPLICATION",
        "comment": f"commit {about.commit or 'unknown'}",
        "packageVerificationCode": {
            "packageVerificationCodeValue": hashlib.sha1(
                "".join(sorted(one["sha1"] for one in files)).encode()).hexdigest(),
            "packageVerificationCodeExcludedFiles": own_name,
        },
    }]
    relations = [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": main}]
    listed = []
    for number, one in enumerate(files):
        reference = f"SPDXRef-File-{number}"
        listed.append({
            "SPDXID": reference, "fileName": one["name"], "fileTypes": [file_kind(one["name"])],
            "checksums": [{"algorithm": "SHA1", "checksumValue": one["sha1"]},
                          {"algorithm": "SHA256", "checksumValue": one["sha256"]}],
            "licenseConcluded": "NOASSERTION", "licenseInfoInFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION",
        })
        relations.append({"spdxElementId": main, "relationshipType": "CONTAINS", "relatedSpdxElement": reference})
    for part in parts:
        reference = spdx_id("Package-" + part["name"])
        packages.append({
            "SPDXID": reference, "name": part["name"], "versionInfo": part["version"],
            "supplier": "Organization: Debian", "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
            "licenseConcluded": part["licence"], "licenseDeclared": part["licence"], "copyrightText": "NOASSERTION",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": part["purl"]}],
        })
        relations.append({"spdxElementId": main,
                          "relationshipType": "CONTAINS" if part["inside"] else "DYNAMIC_LINK",
                          "relatedSpdxElement": reference})
    return {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"{about.package}-{about.version}", "documentNamespace": None,
        "creationInfo": {"created": about.created, "creators": ["Organization: Plumbline", "Tool: list_contents.py"]},
        "packages": packages, "files": listed, "relationships": relations,
    }


def licence_of(text):
    return [{"license": {"id": text}}] if " " not in text else [{"expression": text}]


def cyclonedx(about, files, parts):
    main = f"{about.package}@{about.version}"
    components = [{
        "type": "library", "bom-ref": part["purl"], "name": part["name"], "version": part["version"],
        "scope": "required", "licenses": licence_of(part["licence"]), "purl": part["purl"],
        "properties": [{"name": "plumbline:inside", "value": "yes" if part["inside"] else "no"}],
    } for part in parts]
    components += [{
        "type": "file", "bom-ref": one["name"], "name": one["name"],
        "hashes": [{"alg": "SHA-1", "content": one["sha1"]}, {"alg": "SHA-256", "content": one["sha256"]}],
    } for one in files]
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": None, "version": 1,
        "metadata": {
            "timestamp": about.created,
            "component": {"type": "application", "bom-ref": main, "name": about.package, "version": about.version,
                          "properties": [{"name": "plumbline:commit", "value": about.commit or "unknown"}]},
        },
        "components": components,
        "dependencies": [{"ref": main, "dependsOn": sorted(part["purl"] for part in parts)}],
    }


def main():
    parser = argparse.ArgumentParser(description="lists what is inside a package")
    for name in ("root", "package", "version", "commit", "time"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--linked", choices=["shared", "static"], required=True)
    about = parser.parse_args()
    moment = datetime.datetime.fromtimestamp(int(about.time), datetime.timezone.utc)
    about.created = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    root = pathlib.Path(about.root)
    folder = root / "share" / "doc" / about.package
    notices = folder / "notices"
    notices.mkdir(parents=True, exist_ok=True)
    has_code = any((root / place).exists() for place in ("bin", "lib"))
    parts = list_parts(about.linked) if has_code else []
    for part in parts:
        if part["inside"] and part["name"] not in NO_NOTICE:
            shutil.copyfile(f"/usr/share/doc/{part['package']}/copyright", notices / part["name"])
    own = [folder / (about.package + end) for end in (".spdx.json", ".cdx.json")]
    for one in own:
        one.unlink(missing_ok=True)
    files = list_files(root)
    own_names = ["./" + str(one.relative_to(root)) for one in own]
    for target, document, key, form in (
            (own[0], spdx(about, files, parts, own_names), "documentNamespace", "https://spdx.org/spdxdocs/plumbline-{}"),
            (own[1], cyclonedx(about, files, parts), "serialNumber", "urn:uuid:{}")):
        document[key] = form.format(uuid.uuid5(NAMES, json.dumps(document, sort_keys=True)))
        target.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main()
