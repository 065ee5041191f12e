// Vectors of one instruction set. Included only by the kernels, inside namespace FEATURESCOPE_KERNELS.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
#define FEATURESCOPE_VECTOR_BYTES 64
#elif defined(__AVX2__)
#define FEATURESCOPE_VECTOR_BYTES 32
#else
#define FEATURESCOPE_VECTOR_BYTES 16
#endif

// A register tile of the product: as many rows as the registers hold together with two vectors of columns.
// And the sources per look-up table whose sums fit the first-level cache.
#if defined(__AVX512F__)
#define FEATURESCOPE_TILE_ROWS 12
#define FEATURESCOPE_MOST_GROUP_BITS 5
#else
#define FEATURESCOPE_TILE_ROWS 6
#define FEATURESCOPE_MOST_GROUP_BITS 6
#endif

#if defined(__clang__)
#define FEATURESCOPE_UNROLL _Pragma("unroll")
#else
#define FEATURESCOPE_UNROLL _Pragma("GCC unroll 64")
#endif

namespace featurescope::FEATURESCOPE_KERNELS {

typedef float FloatVector __attribute__((vector_size(FEATURESCOPE_VECTOR_BYTES)));
typedef double DoubleVector __attribute__((vector_size(FEATURESCOPE_VECTOR_BYTES)));
typedef std::int32_t FloatBits __attribute__((vector_size(FEATURESCOPE_VECTOR_BYTES)));
typedef std::int64_t DoubleBits __attribute__((vector_size(FEATURESCOPE_VECTOR_BYTES)));

/// The vector of a number type, and integers of the same size.
template <typename Scalar>
struct Pack;
template <>
struct Pack<float> {
    using Vector = FloatVector;
    using Bits = FloatBits;
};
template <>
struct Pack<double> {
    using Vector = DoubleVector;
    using Bits = DoubleBits;
};

template <typename Scalar>
inline constexpr std::ptrdiff_t kLanes = FEATURESCOPE_VECTOR_BYTES /
                                         static_cast<std::ptrdiff_t>(sizeof(Scalar));

template <typename Scalar>
inline typename Pack<Scalar>::Vector load(const Scalar* from) {
    typename Pack<Scalar>::Vector v;
    __builtin_memcpy(&v, from, sizeof v);
    return v;
}
inline void store(float* to, FloatVector v) { __builtin_memcpy(to, &v, sizeof v); }
inline void store(double* to, DoubleVector v) { __builtin_memcpy(to, &v, sizeof v); }

/// a * b + c; rounded once where the instruction set can.
#if defined(__AVX512F__)
inline FloatVector multiplyAdd(FloatVector a, FloatVector b, FloatVector c) {
    return _mm512_fmadd_ps(a, b, c);
}
inline DoubleVector multiplyAdd(DoubleVector a, DoubleVector b, DoubleVector c) {
    return _mm512_fmadd_pd(a, b, c);
}
#elif defined(__FMA__)
inline FloatVector multiplyAdd(FloatVector a, FloatVector b, FloatVector c) {
    return _mm256_fmadd_ps(a, b, c);
}
inline DoubleVector multiplyAdd(DoubleVector a, DoubleVector b, DoubleVector c) {
    return _mm256_fmadd_pd(a, b, c);
}
#else
inline FloatVector multiplyAdd(FloatVector a, FloatVector b, FloatVector c) { return a * b + c; }
inline DoubleVector multiplyAdd(DoubleVector a, DoubleVector b, DoubleVector c) { return a * b + c; }
#endif

// The larger and the smaller of two; when `value` is not a number it is the result, so that it stays visible.
// signs(): bit i is the sign bit of lane i.
#if defined(__AVX512F__)
inline FloatVector broadcast(float s) { return _mm512_set1_ps(s); }
inline DoubleVector broadcast(double s) { return _mm512_set1_pd(s); }
// With a mask of all lanes, because g++ 12 warns falsely about the plain forms.
inline FloatVector atLeast(FloatVector bound, FloatVector value) {
    return _mm512_maskz_max_ps(0xffff, bound, value);
}
inline DoubleVector atLeast(DoubleVector bound, DoubleVector value) {
    return _mm512_maskz_max_pd(0xff, bound, value);
}
inline FloatVector atMost(FloatVector bound, FloatVector value) {
    return _mm512_maskz_min_ps(0xffff, bound, value);
}
inline DoubleVector atMost(DoubleVector bound, DoubleVector value) {
    return _mm512_maskz_min_pd(0xff, bound, value);
}
#elif defined(__AVX2__)
inline FloatVector broadcast(float s) { return _mm256_set1_ps(s); }
inline DoubleVector broadcast(double s) { return _mm256_set1_pd(s); }
inline FloatVector atLeast(FloatVector bound, FloatVector value) { return _mm256_max_ps(bound, value); }
inline DoubleVector atLeast(DoubleVector bound, DoubleVector value) { return _mm256_max_pd(bound, value); }
inline FloatVector atMost(FloatVector bound, FloatVector value) { return _mm256_min_ps(bound, value); }
inline DoubleVector atMost(DoubleVector bound, DoubleVector value) { return _mm256_min_pd(bound, value); }
inline std::uint64_t signs(FloatVector v) { return static_cast<std::uint64_t>(_mm256_movemask_ps(v)); }
inline std::uint64_t signs(DoubleVector v) { return static_cast<std::uint64_t>(_mm256_movemask_pd(v)); }
#elif defined(__SSE2__)
inline FloatVector broadcast(float s) { return _mm_set1_ps(s); }
inline DoubleVector broadcast(double s) { return _mm_set1_pd(s); }
inline FloatVector atLeast(FloatVector bound, FloatVector value) { return _mm_max_ps(bound, value); }
inline DoubleVector atLeast(DoubleVector bound, DoubleVector value) { return _mm_max_pd(bound, value); }
inline FloatVector atMost(FloatVector bound, FloatVector value) { return _mm_min_ps(bound, value); }
inline DoubleVector atMost(DoubleVector bound, DoubleVector value) { return _mm_min_pd(bound, value); }
inline std::uint64_t signs(FloatVector v) { return static_cast<std::uint64_t>(_mm_movemask_ps(v)); }
inline std::uint64_t signs(DoubleVector v) { return static_cast<std::uint64_t>(_mm_movemask_pd(v)); }
#else
inline FloatVector broadcast(float s) { return FloatVector{s, s, s, s}; }
inline DoubleVector broadcast(double s) { return DoubleVector{s, s}; }
inline FloatVector atLeast(FloatVector bound, FloatVector value) { return bound > value ? bound : value; }
inline DoubleVector atLeast(DoubleVector bound, DoubleVector value) { return bound > value ? bound : value; }
inline FloatVector atMost(FloatVector bound, FloatVector value) { return bound < value ? bound : value; }
inline DoubleVector atMost(DoubleVector bound, DoubleVector value) { return bound < value ? bound : value; }
template <typename Vector>
inline std::uint64_t signs(Vector v) {
    std::uint64_t bits = 0;
    constexpr int lanes = static_cast<int>(sizeof(Vector) / sizeof(v[0]));
    for (int lane = 0; lane < lanes; ++lane) bits |= std::uint64_t{__builtin_signbit(v[lane]) != 0} << lane;
    return bits;
}
#endif

/// Bit i says whether lane i is greater than zero.
#if defined(__AVX512F__)
inline std::uint64_t positive(FloatVector v) { return _mm512_cmp_ps_mask(v, FloatVector{}, _CMP_GT_OQ); }
inline std::uint64_t positive(DoubleVector v) { return _mm512_cmp_pd_mask(v, DoubleVector{}, _CMP_GT_OQ); }
#else
inline std::uint64_t positive(FloatVector v) {
    return signs(reinterpret_cast<FloatVector>(v > FloatVector{}));
}
inline std::uint64_t positive(DoubleVector v) {
    return signs(reinterpret_cast<DoubleVector>(v > DoubleVector{}));
}
#endif

/// `value` in the lanes where `condition` is greater than zero, else 0.
inline FloatVector wherePositive(FloatVector condition, FloatVector value) {
    return reinterpret_cast<FloatVector>((condition > FloatVector{}) & reinterpret_cast<FloatBits>(value));
}
inline DoubleVector wherePositive(DoubleVector condition, DoubleVector value) {
    return reinterpret_cast<DoubleVector>((condition > DoubleVector{}) & reinterpret_cast<DoubleBits>(value));
}

/// Sum of the lanes: halves are added until one number is left.
template <typename Scalar>
inline Scalar laneSum(typename Pack<Scalar>::Vector v) {
    Scalar sums[kLanes<Scalar>];
    store(sums, v);
    FEATURESCOPE_UNROLL
    for (std::ptrdiff_t half = kLanes<Scalar> / 2; half > 0; half /= 2) {
        for (std::ptrdiff_t lane = 0; lane < half; ++lane) sums[lane] += sums[lane + half];
    }
    return sums[0];
}

}  // namespace featurescope::FEATURESCOPE_KERNELS
