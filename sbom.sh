#!/usr/bin/env bash
# Writes the software bill of materials of a project: CycloneDX 1.6 as JSON, each package with name, version, hash, licence.
#   ./sbom.sh                          AdCreator.Web, what is deployed, to artifacts/sbom.json
#   ./sbom.sh AdCreator.Tests FILE     another project, another file
# Reads the project's obj/project.assets.json, which a restore writes, and each package's own manifest beside its files.
# Hashes are those of the lock files: SHA-512 of a package's content, without the signature that a package source adds.
set -euo pipefail
cd "$(dirname "$0")"

project=${1:-AdCreator.Web}
target=${2:-artifacts/sbom.json}
assets="$project/obj/project.assets.json"

for tool in jq base64 od; do
  command -v "$tool" >/dev/null || { echo "sbom.sh: $tool is missing: install it, for example with apt-get install jq coreutils" >&2; exit 69; }
done
[ -d "$project" ] || { echo "sbom.sh: there is no project $project" >&2; exit 64; }
[ -e "$assets" ] || dotnet restore "$project" --locked-mode -v quiet

hex() { base64 -d | od -An -v -tx1 | tr -d ' \n'; }

licence_of() { # manifest: as a CycloneDX licence, nothing when it names none
  local text expression file url
  text=$(tr -d '\r\n' <"$1")
  expression=$(sed -n 's/.*<license type="expression"[^>]*>\([^<]*\)<.*/\1/p' <<<"$text")
  file=$(sed -n 's/.*<license type="file"[^>]*>\([^<]*\)<.*/\1/p' <<<"$text")
  url=$(sed -n 's/.*<licenseUrl>\([^<]*\)<.*/\1/p' <<<"$text")
  case "$expression" in
    "") ;;
    *" "*) jq -nc --arg x "$expression" '[{expression: $x}]'; return ;;
    *) jq -nc --arg x "$expression" '[{license: {id: $x}}]'; return ;;
  esac
  if [ -n "$file" ]; then jq -nc --arg x "file $file of the package" '[{license: {name: $x}}]'
  elif [ -n "$url" ]; then jq -nc --arg x "$url" '[{license: {name: "at the address", url: $x}}]'
  fi
}

mapfile -t folders < <(jq -r '.packageFolders | keys[]' "$assets")
manifest_of() { # path of a package, name of its manifest
  for folder in "${folders[@]}"; do
    [ -e "${folder%/}/$1/$2" ] && { echo "${folder%/}/$1/$2"; return; }
  done
  echo "sbom.sh: $1/$2 is in no package folder: run dotnet restore" >&2
  exit 66
}

facts=$(mktemp)
trap 'rm -f "$facts"' EXIT
jq -r '.libraries | to_entries[] | select(.value.type == "package")
  | [.key, .value.sha512, .value.path, (.value.files[] | select(endswith(".nuspec")))] | @tsv' "$assets" |
  while IFS=$'\t' read -r key sha512 path nuspec; do
    manifest=$(manifest_of "$path" "$nuspec")
    licence=$(licence_of "$manifest")
    [ -n "$licence" ] || { echo "sbom.sh: $key names no licence" >&2; exit 65; }
    jq -nc --arg key "$key" --arg hash "$(hex <<<"$sha512")" --argjson licenses "$licence" '{$key, $hash, $licenses}'
  done >"$facts"

mkdir -p "$(dirname "$target")"
jq -n --slurpfile facts "$facts" --slurpfile assets "$assets" --arg project "$project" \
  --arg version "$(git describe --always --dirty 2>/dev/null || echo unknown)" \
  --arg time "$(date -u -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}" +%Y-%m-%dT%H:%M:%SZ)" '
  def purl: "pkg:nuget/" + sub("/"; "@");
  ($assets[0].targets | to_entries | map(select(.key | contains("/") | not))[0].value) as $graph
  | ($graph | with_entries(select(.value.type == "package"))) as $packages
  | ($packages | keys | map({key: (split("/")[0] | ascii_downcase), value: .}) | from_entries) as $resolved
  | def refs: (.dependencies // {}) | keys | map(ascii_downcase | $resolved[.] // empty | purl) | unique;
    def runs: [.runtime, .native, .runtimeTargets | . // {} | keys[] | select(endswith("_._") | not)] != [];
    def analyzes: any($assets[0].libraries[.].files[]; startswith("analyzers/"));
  {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {timestamp: $time, component: {type: "application", "bom-ref": $project, name: $project, version: $version}},
    components: [$facts | sort_by(.key | ascii_downcase)[] | (.key | split("/")) as [$name, $number] | {
      type: "library",
      "bom-ref": (.key | purl),
      name: $name,
      version: $number,
      scope: (if (.key | analyzes) and ($packages[.key] // {} | runs | not) then "excluded" else "required" end),
      hashes: [{alg: "SHA-512", content: .hash}],
      licenses: .licenses,
      purl: (.key | purl)
    }],
    dependencies: (
      [{ref: $project, dependsOn: ([
        ($assets[0].project.frameworks[].dependencies // {} | keys[] | ascii_downcase | $resolved[.] // empty | purl),
        ($graph[] | select(.type == "project") | refs[])] | unique)}]
      + [$packages | to_entries[] | {ref: (.key | purl), dependsOn: (.value | refs)}])
  }' >"$target"

echo "$target: $(jq '.components | length' "$target") packages of $project, licences: $(jq -r '[.components[].licenses[] | .license.id // .expression // .license.name] | group_by(.) | map("\(.[0]) \(length)") | join(", ")' "$target")"
