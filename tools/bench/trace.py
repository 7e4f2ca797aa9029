"""Traces and generation from the C++ client over loopback, beside transformers, bare hooks and nnsight in this process."""

import _common as common
import torch
from _common import MODELS, OurClient, Report, measure, note, serving, timed


def ids(tokens, vocab):
    return torch.randint(20, vocab - 1, (1, tokens), generator=torch.Generator().manual_seed(1000 + tokens))


def layers_of(model):
    return model.transformer.h if hasattr(model, "transformer") else model.model.layers


class Peers:
    """transformers, forward hooks and nnsight on one model."""

    def __init__(self, directory):
        from nnsight import LanguageModel

        self.nn = LanguageModel(str(directory), dispatch=True, device_map="cpu", dtype=torch.float32)
        self.hf = self.nn._module
        self.vocab = self.hf.config.vocab_size
        self.middle = len(layers_of(self.hf)) // 2

    def forward(self, tokens):
        x = ids(tokens, self.vocab)
        mask = torch.ones_like(x)

        def run():
            with torch.no_grad():
                self.hf(input_ids=x, attention_mask=mask)

        return timed(run)

    def hooks(self, tokens, every):
        x = ids(tokens, self.vocab)
        layers = layers_of(self.hf) if every else [layers_of(self.hf)[self.middle]]

        def run():
            out = []
            handles = [layer.register_forward_hook(lambda m, a, o: out.append(o)) for layer in layers]
            with torch.no_grad():
                self.hf(input_ids=x, attention_mask=torch.ones_like(x))
            for handle in handles:
                handle.remove()

        return timed(run)

    def nnsight(self, tokens, saves):
        x = ids(tokens, self.vocab)
        model, middle = self.nn, self.middle

        def empty():
            with torch.no_grad(), model.trace(x):
                pass

        def one():
            with torch.no_grad(), model.trace(x):
                layers_of(model)[middle].output.save()

        def every():
            with torch.no_grad(), model.trace(x):
                for layer in layers_of(model):
                    layer.output.save()

        return timed({"none": empty, "one": one, "all": every}[saves])

    def generate(self, tokens):
        x = ids(tokens, self.vocab)

        def run():
            self.hf.generate(
                input_ids=x,
                attention_mask=torch.ones_like(x),
                pad_token_id=0,
                max_new_tokens=32,
                min_new_tokens=32,
                do_sample=False,
            )

        return timed(run)

    def nnsight_generate(self, tokens):
        x = ids(tokens, self.vocab)
        model, middle = self.nn, self.middle

        def run():
            with model.generate(x, max_new_tokens=32, min_new_tokens=32, do_sample=False) as tracer:
                saved = list().save()
                for _ in tracer.iter[0:32]:
                    saved.append(layers_of(model)[middle].output)
            assert len(saved) == 32

        return timed(run)


def cells(name, peers, ours):
    """(cell name, cases, budgets by peer, rounds divisor)."""

    def mine(case, tokens):
        return lambda: ours(name, case, tokens)

    for tokens in (8, 64, 512) if name == "smollm2" else (8,):
        yield (f"{name} forward {tokens}", {"ours": mine("forward", tokens), "transformers": peers.forward(tokens)},
               {"transformers": 0.9} if name == "smollm2" else {}, 3 if tokens == 512 else 1)  # fmt: skip
    budget = {"nnsight": 1 / 3} if name == "gpt2_12" else {}
    yield (
        f"{name} empty trace",
        {"ours": mine("empty", 8), "transformers": peers.forward(8), "nnsight": peers.nnsight(8, "none")},
        budget,
        1,
    )
    yield (
        f"{name} one save",
        {"ours": mine("one", 8), "hooks": peers.hooks(8, False), "nnsight": peers.nnsight(8, "one")},
        budget,
        1,
    )
    yield (
        f"{name} all saves",
        {"ours": mine("all", 8), "hooks": peers.hooks(8, True), "nnsight": peers.nnsight(8, "all")},
        budget,
        1,
    )
    yield (f"{name} generate 16+32", {"ours": mine("generate", 16), "transformers": peers.generate(16)},
           {"transformers": 0.45} if name == "smollm2" else {}, 3)  # fmt: skip
    yield (
        f"{name} generate 16+32, a save a step",
        {"ours": mine("generate_save", 16), "nnsight": peers.nnsight_generate(16)},
        {},
        3,
    )


def main():
    options = common.arguments("trace")
    torch.set_num_threads(options.threads)
    report = Report(options.json)
    models = {"gpt2_12": MODELS / "tiny/gpt2_12", "smollm2": MODELS / "smollm2"}
    for name, directory in models.items():
        with serving({name: directory}, options.threads) as address:
            ours = OurClient(address)
            note(f"bench: loading {name} for the peers")
            peers = Peers(directory)
            for cell, cases, budgets, divisor in cells(name, peers, ours):
                if options.only in cell:
                    rounds = max(3, (options.rounds if name == "smollm2" else 4 * options.rounds) // divisor)
                    report.cell(cell, measure(cases, rounds), budgets=budgets)
            marginal(name, peers, ours, options, report)
            ours.close()


def marginal(name, peers, ours, options, report):
    """What one more save costs: (all saves − one save) / the saves between them, in both."""
    if name != "gpt2_12" or options.only not in f"{name} a further save":
        return
    every, one = peers.nnsight(8, "all"), peers.nnsight(8, "one")
    cases = {"ours": lambda: ours(name, "all", 8) - ours(name, "one", 8), "nnsight": lambda: every() - one()}
    further = len(layers_of(peers.hf)) - 1
    seconds = {k: [v / further for v in values] for k, values in measure(cases, 8 * options.rounds).items()}
    report.cell(f"{name} a further save", seconds, budgets={"nnsight": 1 / 8}, unit="us")


if __name__ == "__main__":
    main()
