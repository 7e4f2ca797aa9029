losses = [2.3025851, 1.9, 0.123456789, 3e-05]
for step, loss in enumerate(losses):
    print(f"step {step:04d} loss={loss:.4f} ppl={2.718281828 ** loss:,.2f} ({(step + 1) / len(losses):.0%})")
print(f"{losses[0]:8.3f}{losses[1]:8.3f}", f"{max(losses):g}", f"{sum(losses) / len(losses)!r}")
