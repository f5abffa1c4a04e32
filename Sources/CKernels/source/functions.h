// The element-wise functions of CK_UNARY_FUNCTIONS and CK_BINARY_FUNCTIONS, one line or few each.

#define UNARY(name) INLINE vector apply_##name(vector a, __attribute__((unused)) float constant)
#define BINARY(name) \
    INLINE vector apply_##name(vector a, vector b, __attribute__((unused)) float constant)

UNARY(copy) { return a; }
UNARY(negate) { return -a; }
UNARY(absolute) { return absolute(a); }
UNARY(square) { return a * a; }
UNARY(square_root) { return __builtin_elementwise_sqrt(a); }
UNARY(reciprocal) { return 1.0f / a; }
UNARY(exponential) { return exponential(a); }
UNARY(logarithm) { return logarithm(a); }
UNARY(sigmoid) { return sigmoid(a); }
UNARY(tanh) { return hyperbolic_tangent(a); }
UNARY(relu) { return choose(a <= 0.0f, 0.0f, a); }
UNARY(leaky_relu) { return choose(a > 0.0f, a, constant * a); }
UNARY(elu) { return choose(a > 0.0f, a, constant * exponential_minus_one(a)); }
UNARY(gelu) { return finite(a) * normal_distribution_function(a); }
UNARY(silu) { return finite(a) * sigmoid(a); }
UNARY(softplus) { return softplus(a); }
UNARY(step) { return choose(a >= 0.0f, 1.0f, 0.0f); }
UNARY(add_constant) { return a + constant; }
UNARY(multiply_constant) { return a * constant; }

BINARY(add) { return a + b; }
BINARY(subtract) { return a - b; }
BINARY(multiply) { return a * b; }
BINARY(divide) { return a / b; }
BINARY(maximum) { return choose(a != a, a, LARGER(a, b)); }
BINARY(minimum) { return choose(a != a, a, choose(a < b, a, b)); }
BINARY(greater) { return choose(a > b, 1.0f, 0.0f); }
BINARY(equal) { return choose(a == b, 1.0f, 0.0f); }

BINARY(gradient_absolute) {
    vector sign = choose(b > 0.0f, 1.0f, choose(b < 0.0f, -1.0f, b));
    return choose(b == 0.0f, 0.0f, a * sign);
}
BINARY(gradient_square) { return a * (b + b); }
BINARY(gradient_square_root) { return a * 0.5f / b; }
BINARY(gradient_reciprocal) { return a * -(b * b); }
BINARY(gradient_exponential) { return a * b; }
BINARY(gradient_logarithm) { return a / b; }
BINARY(gradient_sigmoid) { return a * (b * (1.0f - b)); }
BINARY(gradient_tanh) { return a * (1.0f - b * b); }
BINARY(gradient_relu) { return choose(b > 0.0f, a, 0.0f); }
BINARY(gradient_leaky_relu) { return choose(b > 0.0f, a, constant * a); }
BINARY(gradient_elu) { return choose(b > 0.0f, a, a * (constant * exponential(b))); }

// CDF(b) + b * density(b) of the normal distribution; 0.39894… = 1/sqrt(2 pi). It crosses zero, so its
// error is bounded by 2^-22.7 |a|.
BINARY(gradient_gelu) {
    normal_tail normal = normal_distribution(b);
    vector below = choose(b > 0.0f, 1.0f - normal.tail, normal.tail);
    return a * fused(finite(b) * 0x1.988454p-2f, normal.density, below);
}
// s + b s (1 - s) with s = sigmoid(b); 1 - s = sigmoid(-b), without its cancellation. It crosses zero;
// error 2^-22.3 |a|.
BINARY(gradient_silu) {
    vector e = exponential_of_negative(-absolute(b)), larger_half = 1.0f / (1.0f + e), smaller_half = e * larger_half;
    vector s = choose(b >= 0.0f, larger_half, smaller_half);
    return a * fused(finite(b) * larger_half, smaller_half, s);
}
BINARY(gradient_softplus) { return a * sigmoid(b); }

#undef UNARY
#undef BINARY
