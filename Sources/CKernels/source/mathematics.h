// exp, log, tanh and their like: own polynomials, the same steps on every instruction set.
//
// The polynomials are minimax fits (Lawson's weighted least squares on Chebyshev points, coefficients
// rounded to float32 from the lowest up, the rest refitted). Range reductions are the classical ones
// of Cody and Waite, "Software Manual for the Elementary Functions", 1980, with fused steps.
// The stated errors are the largest measured against double precision over every 61st float, in units
// of the last place (ulp) of the exact result; tests hold them. NaN gives NaN. Subnormal inputs and
// results are honoured everywhere.

// p(x) by Horner's rule, coefficients from the highest power down.
#define POLYNOMIAL(x, highest, ...) polynomial(x, highest, (const float[]){__VA_ARGS__}, \
    (int)(sizeof((const float[]){__VA_ARGS__}) / sizeof(float)))
INLINE vector polynomial(vector x, float highest, const float *rest, int count) {
    vector sum = highest;
    UNROLL for (int i = 0; i < count; i++) sum = fused(sum, x, (vector)rest[i]);
    return sum;
}

// 2^n for -127 < n < 128, 0 for n = -127.
INLINE vector power_of_two(integers n) { return (vector)((n + 127) << 23); }

// exp(x) - 1 = 2^n (1 + q) - 1 with |log(1 + q)| <= log(2)/2.
typedef struct reduced_exponential {
    integers n;
    vector q;
} reduced_exponential;

INLINE reduced_exponential reduce_exponential(vector x) {
    const float magic = 0x1.8p23f;  // adding it rounds to an integer, held in the low bits
    vector shifted = fused(x, 0x1.715476p0f, magic);
    vector whole = shifted - magic;
    vector r = fused(whole, -0x1.62e4p-1f, x);  // exact: the factor has 17 bits
    r = fused(whole, -0x1.7f7d1cp-20f, r);
    vector p = POLYNOMIAL(r, 0x1.9df7e6p-13f, 0x1.6d4cd8p-10f, 0x1.11131p-7f, 0x1.5554e8p-5f,
                          0x1.555554p-3f, 0.5f);
    return (reduced_exponential){(integers)shifted - (integers)(vector)magic, fused(r * r, p, r)};
}

// exp for x <= 0 (or up to 89).
INLINE vector exponential_of_negative(vector x) {
    // Results are 0 from -104 down. At -176 both factors are 0, so that no product underflows, which
    // is slow: padding and masks come as -inf.
    x = LARGER((vector)-176.0f, x);
    reduced_exponential e = reduce_exponential(x);
    integers half = e.n >> 1;  // in two factors, so that a subnormal result is rounded once
    return (1.0f + e.q) * power_of_two(half) * power_of_two(e.n - half);
}

// exp: 0.97 ulp. exp(-inf) = 0, exp(inf) = inf.
INLINE vector exponential(vector x) {
    return exponential_of_negative(choose(x > 89.0f, 89.0f, x));  // 89 overflows to inf
}

// exp(x) - 1 for x <= 0, accurate near 0: 0.88 ulp. -0 gives +0.
INLINE vector exponential_minus_one(vector x) {
    x = LARGER((vector)-30.0f, x);
    reduced_exponential e = reduce_exponential(x);
    vector scale = power_of_two(e.n);
    return fused(scale, e.q, scale - 1.0f);
}

// log: 0.89 ulp. log(±0) = -inf, log(x < 0) = NaN, log(inf) = inf.
INLINE vector logarithm(vector x) {
    integers tiny = x < 0x1p-126f;
    vector normal = choose(tiny, x * 0x1p23f, x);
    integers n = ((integers)normal - 0x3F3504F3) >> 23;  // so that sqrt(1/2) <= m < sqrt(2)
    vector f = (vector)((integers)normal - (n << 23)) - 1.0f;
    vector exponent = __builtin_convertvector(n + (tiny & -23), vector);
    vector p = POLYNOMIAL(f, 0x1.14733ep-4f, -0x1.de01dcp-4f, 0x1.e6c00ap-4f, -0x1.fc28cap-4f,
                          0x1.233ba2p-3f, -0x1.555c44p-3f, 0x1.99a476p-3f, -0x1.000006p-2f,
                          0x1.555548p-2f, -0.5f);
    vector sum = fused(f * f, p, f);  // log(m) = f - f²/2 + f³(…)
    sum = fused(exponent, 0x1.7f7d1cp-20f, sum);
    sum = fused(exponent, 0x1.62e4p-1f, sum);
    vector special = choose(x == 0.0f, -__builtin_inff(), __builtin_nanf(""));
    return choose(x > 0.0f, choose(x < __builtin_inff(), sum, x), special);
}

// 1 / (1 + exp(-x)), from the side where the exponential is small: 2.31 ulp.
INLINE vector sigmoid(vector x) {
    vector e = exponential_of_negative(-absolute(x));
    return choose(x >= 0.0f, 1.0f, e) / (1.0f + e);
}

// tanh: 1.31 ulp. A polynomial up to 0.625, then 1 - 2 / (exp(2x) + 1) (Cephes, Moshier).
INLINE vector hyperbolic_tangent(vector x) {
    vector t = absolute(x), square = t * t;
    vector p = POLYNOMIAL(square, -0x1.750ce2p-8f, 0x1.51f8cep-6f, -0x1.b835a4p-5f, 0x1.1106f6p-3f,
                          -0x1.555532p-2f);
    vector near = fused(t * square, p, t);
    vector far = 1.0f - 2.0f / (exponential(t + t) + 1.0f);
    vector result = choose(t < 0.625f, near, far);
    return (vector)((integers)result | ((integers)x & (integers)(vector)-0.0f));
}

// log(1 + e) for 0 <= e <= 1: the logarithm of the rounded sum, mended by what was rounded away.
INLINE vector logarithm_of_one_plus(vector e) {
    vector sum = 1.0f + e;
    return logarithm(sum) + (e - (sum - 1.0f)) / sum;
}

// log(1 + exp(x)): 1.89 ulp.
INLINE vector softplus(vector x) {
    return choose(x <= 0.0f, 0.0f, x) + logarithm_of_one_plus(exponential_of_negative(-absolute(x)));
}

// The standard normal distribution beyond |x|: `tail` = 1 - CDF(|x|), and `density` =
// exp(-x²/2), from which tail = density * g(|x|). g(t) = erfcx(t/sqrt(2))/2 falls like 1/t, so it is
// fitted as v p(u) with v = 1/(t + 2.75), u = 1 - 5.5v, on 0 <= t <= 14.5 (the substitution of Shepherd and
// Laframboise, Mathematics of Computation 36, 1981). The square's rounding error is carried along,
// for exp would multiply it by x².
typedef struct normal_tail {
    vector tail, density;
} normal_tail;

INLINE normal_tail normal_distribution(vector x) {
    vector t = absolute(x);
    t = choose(t > 14.5f, 14.5f, t);  // the tail is below the smallest subnormal
    vector shifted = t + 2.75f, v = 1.0f / shifted;
    // What v lacks, relative to v: the rounding of the quotient and that of t + 2.75.
    vector lack = fused(v, (shifted - 2.75f) - t, fused(-shifted, v, 1.0f));
    vector u = fused(v, -5.5f, 1.0f) - 5.5f * v * lack;
    vector p = POLYNOMIAL(u, 0x1.552906p-15f, -0x1.7b908ap-16f, -0x1.de5c2ap-12f, -0x1.3eda8p-12f,
                          0x1.4849c8p-9f, 0x1.a4dbaap-9f, -0x1.0d71ap-6f, -0x1.0f6b04p-6f,
                          0x1.756bc2p-3f, -0x1.e5bd16p-2f, 0x1.701efp-1f);
    vector square = t * t, rest = fused(t, t, -square);
    vector density = exponential_of_negative(-0.5f * square), g = v * p;
    return (normal_tail){
        density * fused(g, fused(rest, -0.5f, lack), g),
        fused(density, -0.5f * rest, density),
    };
}

// Accurate in both tails: x times this, the GELU, has 4.2 ulp (and half of the smallest subnormal
// times |x|, where this itself is subnormal).
INLINE vector normal_distribution_function(vector x) {
    vector tail = normal_distribution(x).tail;
    return choose(x > 0.0f, 1.0f - tail, tail);
}

// Keeps ±inf * 0 from becoming NaN where the true limit is 0.
INLINE vector finite(vector x) {
    x = choose(x > __FLT_MAX__, __FLT_MAX__, x);
    return choose(x < -__FLT_MAX__, -__FLT_MAX__, x);
}
