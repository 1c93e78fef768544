"""Works out what every case of the golden set costs, apart from the program.

Written from the rules in gemini-prices.json and the protocol's documentation, with exact decimals and
nothing taken over from the program. After a change of the price file or of a case run

    python3 expect.py

here: it rewrites "expected" in every *.json beside it. Review the difference before you commit it.
"""

import json
import pathlib
from datetime import datetime, timezone
from decimal import Decimal, getcontext

getcontext().prec = 60
HERE = pathlib.Path(__file__).resolve().parent
PRICES = HERE.parents[2] / "AdCreator.Core" / "Pricing" / "gemini-prices.json"
MILLION = Decimal(1_000_000)
MODALITIES = ("IMAGE", "AUDIO", "VIDEO")


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=timezone.utc)


def row_at(rows, model, at):
    for row in rows:
        end = row.get("effective_to")
        if row["model"] == model and instant(row["effective_from"]) <= at and (end is None or at < instant(end)):
            return row
    return None


def billed_row(rows, model, at):
    """The row that holds, a retired model's calls counted at the model they are routed to."""
    row = row_at(rows, model, at)
    while row and row.get("routes_from") and at >= instant(row["routes_from"]):
        row = row_at(rows, row["routes_to"], at)
    return row


def count(value):
    """Absent or unreadable is 0, strings are numbers, nothing is negative."""
    try:
        return max(0, int(value))
    except (TypeError, ValueError):
        return 0


def details(usage, name):
    found = {}
    for entry in usage.get(name) or []:
        modality = str(entry.get("modality", "")).upper()
        found[modality] = found.get(modality, 0) + count(entry.get("tokenCount"))
    return found


def tier_factor(rules, model, usage):
    """What the service tier multiplies list prices by; None where the file has no price for it."""
    words = str(usage.get("serviceTier") or "").lower().removeprefix("service_tier_")
    traffic = str(usage.get("trafficType") or "").upper()
    if not words or words == "unspecified":
        words = {"": "standard", "ON_DEMAND": "standard", "ON_DEMAND_FLEX": "flex", "ON_DEMAND_PRIORITY": "priority"}.get(traffic, traffic.lower())
    if words == "standard":
        return Decimal(1)
    if words in ("flex", "batch"):
        return Decimal("0.5")
    if words == "priority" and model in ("gemini-3.7-flash", "gemini-3.8-flash"):
        return Decimal("1.8")
    return None


def pictures(reply):
    return sum(1 for part in parts_of(reply) if part.get("inlineData") and not part.get("thought"))


def parts_of(reply):
    return [part for candidate in (reply.get("candidates") or [])[:1] for part in (candidate.get("content") or {}).get("parts") or []]


def has_answer(reply):
    return any(not part.get("thought") for part in parts_of(reply))


def is_ended(reply):
    """A stream that broke off carries the counts so far: they were billed, and perhaps more."""
    first = (reply.get("candidates") or [{}])[0]
    return bool(first.get("finishReason") or (reply.get("promptFeedback") or {}).get("blockReason"))


class Unpriced(Exception):
    pass


def token_quantities(row, usage, reply, request):
    """Quantities by kind of unit, and whether all of them were counted by the provider.

    A count that is absent follows from the total where one is there. What nothing tells is estimated high: a prompt at
    a token a byte, an answer at its cap. What the total holds beyond its parts was not listed: output, as an estimate.
    """
    counted = is_ended(reply)
    prompt, tool = count(usage.get("promptTokenCount")), count(usage.get("toolUsePromptTokenCount"))
    candidates, thoughts = count(usage.get("candidatesTokenCount")), count(usage.get("thoughtsTokenCount"))
    total = count(usage.get("totalTokenCount"))
    if prompt == 0:
        listed = sum(details(usage, "promptTokensDetails").values())
        prompt = listed or (max(0, total - tool - candidates - thoughts) if candidates else 0)
    if prompt == 0:
        prompt, counted = request["input_bytes"], False
    size = (row.get("image_tokens") or {}).get(request.get("image"), 0)
    rest = max(0, total - prompt - tool - candidates - thoughts)
    if candidates == 0 and rest:
        candidates = rest
    elif rest:
        thoughts += rest
        counted = False
    if candidates == 0 and has_answer(reply):
        candidates, counted = request["max_output_tokens"] + size * pictures(reply), False
    cached = min(count(usage.get("cachedContentTokenCount")), prompt)

    incoming, stored, tools = details(usage, "promptTokensDetails"), details(usage, "cacheTokensDetails"), details(usage, "toolUsePromptTokensDetails")
    quantities = {"cached_input": cached}
    fresh = prompt - cached
    special = 0
    for modality in MODALITIES:
        if row.get(f"input_{modality.lower()}_per_mtok") is None:
            continue
        part = min(max(0, incoming.get(modality, 0) - stored.get(modality, 0)), fresh - special)
        special += part
        tool_part = min(tools.get(modality, 0), tool)
        tool -= tool_part
        quantities[f"{modality.lower()}_input"] = part + tool_part
    quantities["input"] = fresh - special + tool

    outgoing = details(usage, "candidatesTokensDetails")
    left = candidates
    for modality in MODALITIES:
        part = min(outgoing.get(modality, 0), left)
        if modality == "IMAGE" and part == 0 and pictures(reply) and size:
            part, counted = size * pictures(reply), False
        left = max(0, left - part)
        quantities[f"{modality.lower()}_output"] = part
    quantities["output"] = left + thoughts
    return quantities, counted, prompt


def rate_of(row, kind, tier):
    if kind == "cached_input":
        own = tier.get("cached_input_per_mtok")
        return own if own is not None else tier.get("input_per_mtok")
    if kind == "output":
        # A speech model has no rate for text: all it says is speech.
        own = tier.get("output_per_mtok")
        return own if own is not None else row.get("audio_output_per_mtok")
    if kind == "input":
        return tier.get("input_per_mtok")
    modality, side = kind.split("_")
    return row.get(f"input_{modality}_per_mtok") if side == "input" else row.get(f"{modality}_output_per_mtok")


def lines_of_units(row, units):
    if "images" in units:
        table = row.get("per_image") or {}
        rate = table.get(units.get("size"), table.get("any"))
        kind, quantity = "image", Decimal(units["images"])
    else:
        rate = (row.get("per_second_video") or {}).get(units.get("size"))
        kind, quantity = "second", Decimal(str(units["video_seconds"]))
    if rate is None:
        raise Unpriced
    return [(kind, quantity, rate)]


def lines_of_tokens(rules, row, case):
    usage = case["reply"].get("usageMetadata") or {}
    factor = tier_factor(rules, row["model"], usage)
    if factor is None:
        raise Unpriced
    quantities, counted, prompt = token_quantities(row, usage, case["reply"], case.get("request") or {})
    long = row.get("above_200k")
    tier = long if long and prompt > long["threshold_prompt_tokens"] else row
    lines = []
    for kind, quantity in quantities.items():
        if quantity == 0:
            continue
        rate = rate_of(row, kind, tier)
        if rate is None:
            raise Unpriced
        lines.append((kind, Decimal(quantity), rate / MILLION * factor))
    return lines, counted


def plain(number):
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def expect(book, case):
    reply = case["reply"]
    model = (reply.get("modelVersion") or case["model"]).removeprefix("models/")
    row = billed_row(book["models"], model, instant(case["at"]))
    try:
        if row is None:
            raise Unpriced
        if "units" in case:
            lines, counted = lines_of_units(row, case["units"]), True
        else:
            lines, counted = lines_of_tokens(book["rules"], row, case)
    except Unpriced:
        return {"state": "unpriced", "priced_as": None, "lines": [], "total": None}

    return {
        "state": "exact" if counted else "estimated",
        "priced_as": f'{row["model"]}@{row["effective_from"]}',
        "lines": [{"kind": k, "quantity": plain(q), "rate": plain(r), "amount": plain(q * r)} for k, q, r in sorted(lines)],
        "total": plain(sum((q * r for _, q, r in lines), Decimal(0))),
    }


def main():
    book = json.loads(PRICES.read_text(encoding="utf-8"), parse_float=Decimal, parse_int=int)
    for row in book["models"]:
        for key, value in row.items():
            if isinstance(value, int) and key.endswith("_per_mtok"):
                row[key] = Decimal(value)
        for key, value in (row.get("above_200k") or {}).items():
            row["above_200k"][key] = value if key == "threshold_prompt_tokens" else Decimal(value)
        for name in ("per_image", "per_second_video"):
            row[name] = {k: Decimal(v) for k, v in (row.get(name) or {}).items()}
    total = 0
    for path in sorted(HERE.glob("*.json")):
        cases = json.loads(path.read_text(encoding="utf-8"))
        for case in cases:
            case["expected"] = expect(book, case)
        total += len(cases)
        body = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in cases)
        path.write_text(f"[\n{body}\n]\n", encoding="utf-8")
    print(f"{total} cases")


if __name__ == "__main__":
    main()
