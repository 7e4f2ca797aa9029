for s in ["ΟΔΥΣΣΕΥΣ", "Σ", "ΑΣ", "ΑΣ Β", "ΑΣ'Β", "Σ Σ", "ΑΣ\u0301", "ΑΣ.", "ΑΣΑ"]:
    print(s.lower(), s.title(), s.capitalize(), s.swapcase())
