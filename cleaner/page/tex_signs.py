"""Signs of mathematics and what TeX calls them."""

from __future__ import annotations

from typing import Final

# A sign and its command, in pairs.
_PAIRS: Final = r"""
α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa λ lambda μ mu ν nu
ξ xi π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi ψ psi ω omega
Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega
± pm ∓ mp × times ÷ div ⋅ cdot · cdot ∗ ast ⋆ star ∘ circ ∙ bullet ⊕ oplus ⊖ ominus ⊗ otimes ⊘ oslash ⊙ odot
≤ leq ≥ geq ⩽ leqslant ⩾ geqslant ≠ neq ≡ equiv ≈ approx ∼ sim ≃ simeq ≅ cong ∝ propto ≪ ll ≫ gg ≐ doteq ≺ prec ≻ succ
⪯ preceq ⪰ succeq ≜ triangleq ∥ parallel ⊥ perp ∣ mid ∤ nmid ⊢ vdash ⊨ models
⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ⊊ subsetneq ∈ in ∉ notin ∋ ni ∪ cup ∩ cap ∖ setminus ∅ emptyset ⊔ sqcup ⊓ sqcap
∧ wedge ∨ vee ¬ neg ∀ forall ∃ exists ∄ nexists ⊤ top ∴ therefore ∵ because
→ to ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ⟶ longrightarrow ⟵ longleftarrow
⟹ Longrightarrow ⟸ Longleftarrow ⟺ iff ↦ mapsto ⟼ longmapsto ↑ uparrow ↓ downarrow ⇑ Uparrow ⇓ Downarrow
↪ hookrightarrow ↩ hookleftarrow ⇌ rightleftharpoons ⇀ rightharpoonup ↗ nearrow ↘ searrow
∑ sum ∏ prod ∐ coprod ∫ int ∬ iint ∭ iiint ∮ oint ⋃ bigcup ⋂ bigcap ⨁ bigoplus ⨂ bigotimes ⋁ bigvee ⋀ bigwedge
√ surd ∂ partial ∇ nabla ∞ infty ℏ hbar ℓ ell ℜ Re ℑ Im ℵ aleph ∠ angle △ triangle □ square ◊ lozenge
⟨ langle ⟩ rangle ⌊ lfloor ⌋ rfloor ⌈ lceil ⌉ rceil ‖ | ′ prime … ldots ⋯ cdots ⋮ vdots ⋱ ddots † dagger ‡ ddagger
"""
_WORDS: Final = _PAIRS.split()
SIGNS: Final = {sign: f"\\{name}" for sign, name in zip(_WORDS[::2], _WORDS[1::2], strict=True)} | {
    "−": "-",
    "–": "-",
    "∕": "/",
    "⁄": "/",
    "∶": ":",
    "≔": ":=",
    "\\": r"\backslash",
    "\u00a0": r"\ ",
    "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}",
    "ℤ": r"\mathbb{Z}",
    "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}",
    "ℙ": r"\mathbb{P}",
    "ℒ": r"\mathcal{L}",
    "ℋ": r"\mathcal{H}",
    "ℱ": r"\mathcal{F}",
}
"""Character → TeX."""

FUNCTIONS: Final = frozenset(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min
    Pr sec sin sinh sup tan tanh
    """.split()  # noqa: SIM905
)
"""Names that TeX sets upright by a command of their own."""

LIMITS: Final = frozenset(
    f"\\{name}"
    for name in """
    sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge lim liminf limsup max min sup
    inf det gcd Pr
    """.split()  # noqa: SIM905
)
"""Commands whose scripts stand above and below them."""

ACCENTS: Final = {
    **dict.fromkeys([("¯", True), ("‾", True), ("_", True), ("―", True)], r"\overline"),
    **dict.fromkeys([("^", True), ("ˆ", True), ("̂", True)], r"\hat"),
    **dict.fromkeys([("~", True), ("˜", True), ("∼", True)], r"\tilde"),
    **dict.fromkeys([("→", True), ("⇀", True), ("⃗", True)], r"\vec"),
    **dict.fromkeys([(".", True), ("˙", True)], r"\dot"),
    **dict.fromkeys([("..", True), ("¨", True)], r"\ddot"),
    ("⏞", True): r"\overbrace",
    ("ˇ", True): r"\check",
    ("˘", True): r"\breve",
    **dict.fromkeys([("_", False), ("¯", False), ("‾", False)], r"\underline"),
    ("⏟", False): r"\underbrace",
}
"""A sign, and whether it stands over (True) or under (False) its base → the command that sets it there."""

VARIANTS: Final = {
    "normal": r"\mathrm",
    "bold": r"\mathbf",
    "bold-italic": r"\boldsymbol",
    "double-struck": r"\mathbb",
    "script": r"\mathcal",
    "fraktur": r"\mathfrak",
    "sans-serif": r"\mathsf",
    "monospace": r"\mathtt",
}
"""Value of `mathvariant` → command."""
