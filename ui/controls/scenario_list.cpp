#include "ui/controls/scenario_list.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

#include "core/spec/scenario_table.h"
#include "ui/controls/scenario_picture.h"

namespace featurescope::ui {
namespace {

enum Role : int { kName = Qt::UserRole, kLine, kPicture, kIsPresent };

constexpr double kPictureSide = 34, kGap = 8;  // pixels at text scale 1

QString titleOf(std::optional<ScenarioGroup> group) {
    if (!group) return ScenarioList::tr("Other experiments");
    switch (*group) {
        case ScenarioGroup::featureAmplification:
            return ScenarioList::tr("Feature amplification");
        case ScenarioGroup::lazyAndRich:
            return ScenarioList::tr("Lazy and rich");
        case ScenarioGroup::implicitBias:
            return ScenarioList::tr("Implicit bias");
        case ScenarioGroup::harmlessOverfitting:
            return ScenarioList::tr("Harmless overfitting");
        case ScenarioGroup::oneStep:
            return ScenarioList::tr("One step");
        case ScenarioGroup::otherNetworks:
            return ScenarioList::tr("Other networks");
    }
    return {};
}

/// Draws a scenario: picture, title, one line, and a tick at the present one; headings as text alone.
class ScenarioDelegate : public QStyledItemDelegate {
  public:
    ScenarioDelegate(const Look& look, QObject* parent) : QStyledItemDelegate(parent), look_(look) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        const bool isHeading = index.data(kName).toString().isEmpty();
        return {scaled(420, look_), scaled(isHeading ? 26 : kPictureSide + kGap, look_)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const bool isHeading = index.data(kName).toString().isEmpty();
        const QRect room = option.rect.adjusted(scaled(kGap, look_), 0, -scaled(kGap, look_), 0);
        const QString title = index.data(Qt::DisplayRole).toString();
        if (isHeading) {
            painter->setFont(fontFor(TextRole::small, look_));
            painter->setPen(look_.palette.muted);
            painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter, title);
            return;
        }
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        if (isSelected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(look_.palette.accent);
            painter->drawRoundedRect(option.rect, 5, 5);
        }
        const int side = scaled(kPictureSide, look_);
        painter->drawPixmap(room.left(), room.top() + (room.height() - side) / 2,
                            index.data(kPicture).value<QPixmap>());
        const QRect texts = room.adjusted(side + scaled(kGap, look_), 3, -scaled(22, look_), -3);
        const auto line = [&](TextRole role, const QColor& color, Qt::Alignment where, const QString& text) {
            painter->setFont(fontFor(role, look_));
            painter->setPen(isSelected ? look_.palette.textOnAccent : color);
            painter->drawText(texts, static_cast<int>(Qt::AlignLeft | where),
                              painter->fontMetrics().elidedText(text, Qt::ElideRight, texts.width()));
        };
        line(TextRole::body, look_.palette.text, Qt::AlignTop, title);
        line(TextRole::small, look_.palette.muted, Qt::AlignBottom, index.data(kLine).toString());
        if (index.data(kIsPresent).toBool()) {
            painter->setFont(fontFor(TextRole::cardTitle, look_));
            painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("✓"));
        }
    }

  private:
    const Look& look_;
};

}  // namespace

ScenarioList::ScenarioList(QWidget* parent)
    : QWidget(parent), search_(new QLineEdit(this)), items_(new QListWidget(this)) {
    setObjectName(QStringLiteral("scenarioList"));
    search_->setObjectName(QStringLiteral("scenarioSearch"));
    search_->setPlaceholderText(tr("Search"));
    search_->setAccessibleName(tr("Search scenarios"));
    search_->setToolTip(tr("Words of a title or of what there is to watch"));
    search_->installEventFilter(this);
    items_->setObjectName(QStringLiteral("scenarioItems"));
    items_->setAccessibleName(tr("Scenarios"));
    items_->setItemDelegate(new ScenarioDelegate(look_, this));
    items_->setFocusPolicy(Qt::NoFocus);
    items_->setMouseTracking(true);
    items_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(search_);
    layout->addWidget(items_);
    connect(search_, &QLineEdit::textChanged, this, &ScenarioList::search);
    connect(items_, &QListWidget::itemClicked, this, &ScenarioList::take);
    connect(items_, &QListWidget::itemEntered, items_, [this](QListWidgetItem* item) {
        if (item->flags().testFlag(Qt::ItemIsSelectable)) items_->setCurrentItem(item);
    });
    fill();
}

void ScenarioList::fill() {
    std::vector<std::optional<ScenarioGroup>> groups;
    groups.reserve(std::size(NameTable<ScenarioGroup>::kinds) + 1);
    for (const auto& row : NameTable<ScenarioGroup>::kinds) groups.emplace_back(row.kind);
    groups.emplace_back();
    items_->clear();
    for (const std::optional<ScenarioGroup>& group : groups) {
        QListWidgetItem* heading = nullptr;
        for (const Scenario& scenario : scenarios()) {
            if (scenario.spec.opening.group != group) continue;
            if (!heading) {
                heading = new QListWidgetItem(titleOf(group), items_);
                heading->setFlags(Qt::NoItemFlags);
            }
            auto* item = new QListWidgetItem(QString::fromStdString(scenario.spec.title), items_);
            const QString watch = QString::fromStdString(scenario.spec.watch);
            item->setData(kName, QString::fromStdString(scenario.name));
            item->setData(kLine, watch);
            item->setData(kPicture, scenarioPicture(scenario.spec, look_.palette, scaled(kPictureSide, look_),
                                                    devicePixelRatioF()));
            item->setData(kIsPresent, item->text() == present_);
            item->setToolTip(watch);
        }
    }
    search(search_->text());
}

void ScenarioList::setLook(const Look& look) {
    look_ = look;
    search_->setFont(fontFor(TextRole::body, look));
    items_->setFixedSize(scaled(460, look), scaled(440, look));
    fill();
}

void ScenarioList::setPresent(const QString& title) {
    if (title == present_) return;
    present_ = title;
    for (int i = 0; i < items_->count(); ++i)
        items_->item(i)->setData(kIsPresent, items_->item(i)->text() == title);
}

void ScenarioList::begin() {
    search_->clear();
    for (int i = 0; i < items_->count(); ++i) {
        if (items_->item(i)->data(kIsPresent).toBool()) items_->setCurrentRow(i);
    }
    items_->scrollToItem(items_->currentItem());
    search_->setFocus();
}

void ScenarioList::search(const QString& text) {
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QListWidgetItem* heading = nullptr;
    QListWidgetItem* first = nullptr;
    for (int i = 0; i < items_->count(); ++i) {
        QListWidgetItem* item = items_->item(i);
        if (item->data(kName).toString().isEmpty()) {
            heading = item;
            heading->setHidden(true);
            continue;
        }
        const QString all = item->text() + QLatin1Char(' ') + item->data(kLine).toString();
        const bool isFound = std::ranges::all_of(
            words, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
        item->setHidden(!isFound);
        if (!isFound) continue;
        heading->setHidden(false);
        if (!first) first = item;
    }
    const bool isLost = !items_->currentItem() || items_->currentItem()->isHidden();
    if (isLost && first) items_->setCurrentItem(first);
}

void ScenarioList::move(int by) {
    for (int row = items_->currentRow() + by; row >= 0 && row < items_->count(); row += by) {
        const QListWidgetItem* item = items_->item(row);
        if (item->isHidden() || item->data(kName).toString().isEmpty()) continue;
        return items_->setCurrentRow(row);
    }
}

void ScenarioList::take() {
    const QListWidgetItem* item = items_->currentItem();
    if (!item || item->isHidden() || item->data(kName).toString().isEmpty()) return;
    Q_EMIT chosen(scenarioNamed(item->data(kName).toString().toStdString()));
}

bool ScenarioList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            take();
            return true;
        default:
            return QWidget::eventFilter(watched, event);
    }
}

}  // namespace featurescope::ui
