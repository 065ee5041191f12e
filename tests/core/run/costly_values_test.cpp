#include "core/run/costly_values.h"

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <set>

#include "core/run/experiment.h"
#include "core/run/run_data.h"
#include "core/spec/scenario_table.h"
#include "core/spec/spec_json.h"

// Every column of a short run against plain loops over its definition, from the weights that the run hands
// out.

namespace featurescope {
namespace {

ExperimentSpec specWith(std::initializer_list<std::string_view> settings) {
    ExperimentSpec spec = scenarioNamed("first-screen");
    for (const std::string_view setting : settings) spec = withSetting(spec, setting);
    return withSetting(spec, "training.precision=double");
}

/// A run that has done some steps, and what it stands at.
struct Stand {
    std::unique_ptr<Experiment> experiment;
    Dataset<double> data;
    Matrix<double> w;
    Vector<double> a;  ///< what multiplies phi
    Measurement now;

    double operator[](Observable which) const { return now[which]; }
    double phi(double z) const {
        return std::visit([z](const auto& f) { return f.value(z); },
                          activationOf(experiment->spec().network));
    }
    double slope(double z) const {
        return std::visit([z](const auto& f) { return f.derivative(z); },
                          activationOf(experiment->spec().network));
    }
    double output(const Vector<double>& x) const {
        double sum = 0;
        for (Eigen::Index j = 0; j < w.rows(); ++j) sum += a[j] * phi(w.row(j).dot(x));
        return sum;
    }
};

Stand standAt(const ExperimentSpec& spec, std::int64_t step) {
    Stand stand{.experiment = makeExperiment(spec, {}, nullptr, {}),
                .data = trainingData<double>(spec, nullptr, {}),
                .w = {},
                .a = {},
                .now = {}};
    while (stand.experiment->step() < step) stand.experiment->advance();
    stand.now = stand.experiment->measure(MeasureDepth::everything);
    for (const NpzEntry& entry : stand.experiment->finalArrays()) {
        if (entry.name != "W" && entry.name != "a") continue;
        const auto& values = std::get<std::vector<double>>(entry.array.values);
        if (entry.name == "W")
            stand.w = Eigen::Map<const WeightMatrix<double>>(
                values.data(), spec.network.neurons,
                static_cast<Eigen::Index>(values.size()) / spec.network.neurons);
        else
            stand.a = Eigen::Map<const Vector<double>>(values.data(), std::ssize(values));
    }
    return stand;
}

std::set<std::string_view> definedColumns(const Measurement& now) {
    std::set<std::string_view> defined;
    for (const ObservableInfo& info : observables()) {
        if (info.which > Observable::testMarginCleanMean && !std::isnan(now[info.which]))
            defined.insert(info.id);
    }
    return defined;
}

double stableRankOfRows(const Matrix<double>& w, const Vector<double>& a, int sign) {
    Matrix<double> rows = w;
    for (Eigen::Index j = 0; j < w.rows(); ++j) {
        if (a[j] * sign <= 0) rows.row(j).setZero();
    }
    const Vector<double> s = Eigen::JacobiSVD<Matrix<double>>(rows).singularValues();
    return s.squaredNorm() / (s[0] * s[0]);
}

TEST(CostlyValues, OfSingleIndexDataFollowTheirDefinitions) {
    const ExperimentSpec spec =
        specWith({"data.kind=single-index", "data.dimension=6", "data.train_samples=25",
                  "data.test_samples=30", "data.readout_samples=40", "data.link=mix", "data.noise=0.3",
                  "network.neurons=8", "network.init_variance=0.2", "network.output_scaling=mean",
                  "network.output_scale=2", "network.trained=both", "training.loss=squared",
                  "training.step_size=0.5", "training.readout=ridge", "training.readout_ridge=0.5"});
    const Stand stand = standAt(spec, 4);
    const SampleSet<double>&train = stand.data.train, &test = stand.data.test, &readout = stand.data.readout;
    const Vector<double> theta = stand.data.directions.col(0);

    const auto varianceOf = [](const std::vector<double>& y) {
        double mean = 0, squares = 0;
        for (const double value : y) mean += value / static_cast<double>(y.size());
        for (const double value : y)
            squares += (value - mean) * (value - mean) / static_cast<double>(y.size());
        return squares;
    };
    double trainError = 0, testError = 0;
    for (Eigen::Index i = 0; i < 25; ++i)
        trainError +=
            std::pow(stand.output(train.inputs.col(i)) - train.targets[static_cast<std::size_t>(i)], 2) / 25;
    for (Eigen::Index i = 0; i < 30; ++i)
        testError +=
            std::pow(stand.output(test.inputs.col(i)) - test.cleanTargets[static_cast<std::size_t>(i)], 2) /
            30;
    EXPECT_NEAR(stand[Observable::trainNmse], trainError / varianceOf(train.cleanTargets), 1e-10);
    EXPECT_NEAR(stand[Observable::testNmse], testError / varianceOf(test.cleanTargets), 1e-10);
    EXPECT_NEAR(stand[Observable::excessRisk], testError, 1e-10);

    const Eigen::JacobiSVD<Matrix<double>> svd(stand.w, Eigen::ComputeThinV);
    EXPECT_NEAR(stand[Observable::leadingCosine], std::abs(svd.matrixV().col(0).dot(theta)), 1e-9);
    EXPECT_NEAR(stand[Observable::singularRatio], svd.singularValues()[0] / svd.singularValues()[1], 1e-9);
    EXPECT_NEAR(stand[Observable::thirdSingularRatio], svd.singularValues()[2] / svd.singularValues()[0],
                1e-9);
    EXPECT_NEAR(stand[Observable::energyAlong], (stand.w * theta).squaredNorm() / stand.w.squaredNorm(),
                1e-12);
    EXPECT_NEAR(stand[Observable::directionCosine],
                theta.dot(Vector<double>(stand.w.transpose() * stand.a).normalized()), 1e-12);
    EXPECT_NEAR(stand[Observable::rankPositive], stableRankOfRows(stand.w, stand.a, 1), 1e-7);
    EXPECT_NEAR(stand[Observable::rankNegative], stableRankOfRows(stand.w, stand.a, -1), 1e-7);
    double sum = 0, squares = 0;
    for (Eigen::Index j = 0; j < 8; ++j) {
        const double q = std::abs(stand.a[j]) * stand.w.row(j).norm();
        sum += q;
        squares += q * q;
    }
    EXPECT_NEAR(stand[Observable::effectiveNeurons], sum * sum / squares, 1e-10);

    // The readout: (P'P / n + ridge / m) c = P'y / n, with a column of ones in P.
    Matrix<double> p(40, 9);
    Vector<double> y(40);
    for (Eigen::Index i = 0; i < 40; ++i) {
        for (Eigen::Index j = 0; j < 8; ++j) p(i, j) = stand.phi(stand.w.row(j).dot(readout.inputs.col(i)));
        p(i, 8) = 1;
        y[i] = readout.targets[static_cast<std::size_t>(i)];
    }
    const Matrix<double> normal = p.transpose() * p / 40 + 0.5 / 8 * Matrix<double>::Identity(9, 9);
    const Vector<double> c = normal.fullPivLu().solve(p.transpose() * y / 40);
    double readoutError = 0;
    for (Eigen::Index i = 0; i < 30; ++i) {
        double value = c[8];
        for (Eigen::Index j = 0; j < 8; ++j)
            value += c[j] * stand.phi(stand.w.row(j).dot(test.inputs.col(i)));
        readoutError += std::pow(value - test.cleanTargets[static_cast<std::size_t>(i)], 2) / 30;
    }
    EXPECT_NEAR(stand[Observable::readoutMse], readoutError, 1e-9);
}

/// The tangent kernel of both layers in plain loops; `factor` is that of the sum over neurons.
double kernelAt(const Stand& stand, double factor, const Vector<double>& x, const Vector<double>& z) {
    double first = 0, second = 0;
    for (Eigen::Index j = 0; j < stand.w.rows(); ++j) {
        const double u = stand.w.row(j).dot(x), v = stand.w.row(j).dot(z);
        first += stand.a[j] * stand.a[j] * stand.slope(u) * stand.slope(v);
        second += factor * factor * stand.phi(u) * stand.phi(v);
    }
    return x.dot(z) * first + second;
}

TEST(CostlyValues, KernelColumnsAreThoseOfTheTangentKernel) {
    const ExperimentSpec spec =
        specWith({"data.kind=single-index", "data.dimension=5", "data.train_samples=12",
                  "data.test_samples=20", "network.neurons=30", "network.init_variance=1",
                  "network.output_scaling=mean", "network.output_scale=3", "network.trained=both",
                  "training.loss=squared", "training.step_size=0.1"});
    const Stand start = standAt(spec, 0);
    const double factor = 3.0 / 30;
    const SampleSet<double>&train = start.data.train, &test = start.data.test;
    Matrix<double> k(12, 12);
    Vector<double> rest(12);
    for (Eigen::Index i = 0; i < 12; ++i) {
        rest[i] = train.targets[static_cast<std::size_t>(i)] - start.output(train.inputs.col(i));
        for (Eigen::Index l = 0; l < 12; ++l)
            k(i, l) = kernelAt(start, factor, train.inputs.col(i), train.inputs.col(l));
    }
    const Vector<double> c = k.fullPivLu().solve(rest);
    double error = 0, mean = 0, variance = 0;
    for (const double value : test.cleanTargets) mean += value / 20;
    for (Eigen::Index i = 0; i < 20; ++i) {
        const double y = test.cleanTargets[static_cast<std::size_t>(i)];
        double value = start.output(test.inputs.col(i));
        for (Eigen::Index l = 0; l < 12; ++l)
            value += c[l] * kernelAt(start, factor, train.inputs.col(l), test.inputs.col(i));
        error += (value - y) * (value - y) / 20;
        variance += (y - mean) * (y - mean) / 20;
    }
    EXPECT_NEAR(start[Observable::kernelRegressionNmse], error / variance, 1e-6);

    const Stand later = standAt(spec, 10);
    EXPECT_EQ(later[Observable::kernelRegressionNmse], start[Observable::kernelRegressionNmse]);
    Matrix<double> now(20, 20), centring = Matrix<double>::Identity(20, 20).array() - 1.0 / 20;
    Vector<double> y(20);
    for (Eigen::Index i = 0; i < 20; ++i) {
        y[i] = test.cleanTargets[static_cast<std::size_t>(i)] - mean;
        for (Eigen::Index l = 0; l < 20; ++l)
            now(i, l) = kernelAt(later, factor, test.inputs.col(i), test.inputs.col(l));
    }
    const Matrix<double> centred = centring * now * centring;
    EXPECT_NEAR(later[Observable::kernelAlignment], y.dot(centred * y) / centred.norm() / y.squaredNorm(),
                1e-10);
    EXPECT_NE(later[Observable::kernelAlignment], start[Observable::kernelAlignment]);
}

TEST(CostlyValues, PatternsAndLinearPartsFollowTheirDefinitions) {
    const ExperimentSpec spec = specWith({"data.kind=near-orthogonal", "data.dimension=30",
                                          "data.train_samples=6", "data.test_samples=40", "network.neurons=9",
                                          "network.activation=leaky-relu", "network.activation_slope=0.3"});
    const Stand stand = standAt(spec, 3);
    double own = 0, agreement = 0, odd = 0, all = 0, smallest = 1e300, largest = -1e300;
    for (Eigen::Index i = 0; i < 6; ++i) {
        const double y = stand.data.train.labels[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < 8; ++j)  // the ninth has no output
            own += (stand.w.row(j).dot(stand.data.train.inputs.col(i)) > 0) == (stand.a[j] * y > 0) ? 1 : 0;
        const double margin = y * stand.output(stand.data.train.inputs.col(i));
        smallest = std::min(smallest, margin);
        largest = std::max(largest, margin);
    }
    for (Eigen::Index i = 0; i < 40; ++i) {
        const Vector<double> x = stand.data.test.inputs.col(i);
        const double f = stand.output(x), minus = stand.output(-x);
        double linear = 0;
        for (Eigen::Index j = 0; j < 9; ++j) linear += stand.a[j] * stand.w.row(j).dot(x);
        agreement += (f > 0) == (linear > 0) ? 1.0 / 40 : 0;
        odd += (f - minus) * (f - minus) / 4;
        all += f * f;
    }
    EXPECT_EQ(stand[Observable::ownPatternShare], own / 48);
    EXPECT_NEAR(stand[Observable::linearAgreement], agreement, 1e-12);
    EXPECT_NEAR(stand[Observable::linearShare], odd / all, 1e-10) << "the odd part of f is linear";
    EXPECT_NEAR(stand[Observable::normalisedMargin], smallest / stand.w.norm(), 1e-12);
    if (smallest > 0) {
        EXPECT_NEAR(stand[Observable::marginRatio], largest / smallest, 1e-9);
    }
}

TEST(CostlyValues, WithABiasDirectionsAreOfTheDataAndNoPartIsOdd) {
    const ExperimentSpec spec = specWith(
        {"data.kind=two-clusters", "data.dimension=4", "data.train_samples=20", "data.test_samples=15",
         "data.cluster_mean=2", "network.neurons=6", "network.init_variance=0.5", "network.bias=true"});
    const Stand stand = standAt(spec, 2);
    ASSERT_EQ(stand.w.cols(), 5);
    EXPECT_TRUE(std::isnan(stand[Observable::linearShare]));
    const Vector<double> sum = stand.w.leftCols(4).transpose() * stand.a;
    EXPECT_NEAR(stand[Observable::directionCosine], sum[0] / sum.norm(), 1e-12);
    const Eigen::JacobiSVD<Matrix<double>> svd(stand.w.leftCols(4), Eigen::ComputeThinV);
    EXPECT_NEAR(stand[Observable::leadingCosine], std::abs(svd.matrixV()(0, 0)), 1e-9);
}

TEST(CostlyValues, TheErrorOutOfDistributionCountsItsOwnSamples) {
    const ExperimentSpec spec = specWith(
        {"data.kind=simple-complex", "data.dimension=5", "data.train_samples=50", "data.test_samples=20",
         "data.ood_samples=70", "network.neurons=7", "network.init_variance=0.1", "network.bias=true"});
    const Stand stand = standAt(spec, 20);
    double wrong = 0;
    for (Eigen::Index i = 0; i < 70; ++i)
        wrong += (stand.output(stand.data.ood.inputs.col(i)) > 0 ? 1 : -1) !=
                         stand.data.ood.labels[static_cast<std::size_t>(i)]
                     ? 1.0 / 70
                     : 0;
    EXPECT_NEAR(stand[Observable::oodError], wrong, 1e-12);
    EXPECT_GT(wrong, 0);
}

TEST(CostlyValues, FidelityIsMeasuredAtBothEndsOfARunOfSignNeurons) {
    ExperimentSpec spec = specWith({"data.dimension=4", "data.train_samples=40", "data.test_samples=10",
                                    "network.neurons=6", "network.activation=sign", "network.bias=true",
                                    "network.init_variance=0.01", "training.steps=2"});
    for (const std::int64_t step : {0, 1, 2})
        EXPECT_EQ(std::isnan(standAt(spec, step)[Observable::gradientFidelity]), step == 1) << step;
    const double straight = standAt(spec, 0)[Observable::gradientFidelity];
    spec = withSetting(spec, "network.surrogate=fourier");
    const double fourier = standAt(spec, 0)[Observable::gradientFidelity];
    EXPECT_NE(straight, fourier);
    EXPECT_LE(std::max(std::abs(straight), std::abs(fourier)), 1);
}

TEST(CostlyValues, AreEmptyWhereTheSettingDoesNotDefineThem) {
    const ExperimentSpec paper =
        specWith({"data.dimension=4", "data.train_samples=40", "data.test_samples=10", "network.neurons=6"});
    const std::set<std::string_view> always{"linear_agreement", "linear_share", "normalised_margin",
                                            "effective_neurons"};
    std::set<std::string_view> defined = definedColumns(standAt(paper, 3).now);
    defined.erase("margin_ratio");  // where every sample is fitted
    EXPECT_EQ(defined, always);
    const ExperimentSpec regression =
        specWith({"data.kind=single-index", "data.dimension=4", "data.train_samples=20",
                  "data.test_samples=0", "network.neurons=6", "training.loss=squared"});
    EXPECT_EQ(definedColumns(standAt(regression, 1).now),
              (std::set<std::string_view>{"rank_positive", "rank_negative", "third_singular_ratio",
                                          "effective_neurons", "direction_cosine", "leading_cosine",
                                          "singular_ratio", "energy_along", "train_nmse"}));
}

TEST(CostlyValues, TheKernelOfLargestMarginIsThatOfRunsOfBothLayers) {
    const ExperimentSpec spec =
        specWith({"data.kind=grid-clusters", "data.dimension=3", "data.train_samples=60",
                  "data.test_samples=100", "data.grid_labels=corners", "network.neurons=6",
                  "network.init_variance=1", "network.bias=true", "network.trained=both"});
    const double error = standAt(spec, 0)[Observable::kernelMarginError];
    EXPECT_EQ(standAt(spec, 3)[Observable::kernelMarginError], error);
    EXPECT_LT(error, 0.4) << "a smooth rule of few dimensions is learned";
    EXPECT_GE(error, 0);
    EXPECT_TRUE(
        std::isnan(standAt(withSetting(spec, "network.trained=second"), 0)[Observable::kernelMarginError]));
}

}  // namespace
}  // namespace featurescope
