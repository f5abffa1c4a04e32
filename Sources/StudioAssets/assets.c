// Written by scripts/embed-page.
#include "studio_assets.h"

#pragma clang diagnostic ignored "-Wc23-extensions" // #embed is of C23.

static const unsigned char file_0[] = {
#embed "Page/files.html"
};

static const unsigned char file_1[] = {
#embed "Page/files.js"
};

static const unsigned char file_2[] = {
#embed "Page/icon.svg"
};

static const unsigned char file_3[] = {
#embed "Page/index.html"
};

static const unsigned char file_4[] = {
#embed "Page/main.js"
};

static const unsigned char file_5[] = {
#embed "Page/model/address.js"
};

static const unsigned char file_6[] = {
#embed "Page/model/drawing.js"
};

static const unsigned char file_7[] = {
#embed "Page/model/engine.js"
};

static const unsigned char file_8[] = {
#embed "Page/model/files/files.js"
};

static const unsigned char file_9[] = {
#embed "Page/model/inputs.js"
};

static const unsigned char file_10[] = {
#embed "Page/model/inquiry.js"
};

static const unsigned char file_11[] = {
#embed "Page/model/layers.js"
};

static const unsigned char file_12[] = {
#embed "Page/model/planes.js"
};

static const unsigned char file_13[] = {
#embed "Page/model/questions.js"
};

static const unsigned char file_14[] = {
#embed "Page/model/recipe.js"
};

static const unsigned char file_15[] = {
#embed "Page/model/rival.js"
};

static const unsigned char file_16[] = {
#embed "Page/model/store.js"
};

static const unsigned char file_17[] = {
#embed "Page/model/studio.js"
};

static const unsigned char file_18[] = {
#embed "Page/model/writing/address.js"
};

static const unsigned char file_19[] = {
#embed "Page/model/writing/engine.js"
};

static const unsigned char file_20[] = {
#embed "Page/model/writing/questions.js"
};

static const unsigned char file_21[] = {
#embed "Page/model/writing/writer.js"
};

static const unsigned char file_22[] = {
#embed "Page/style/base.css"
};

static const unsigned char file_23[] = {
#embed "Page/style/files.css"
};

static const unsigned char file_24[] = {
#embed "Page/style/input.css"
};

static const unsigned char file_25[] = {
#embed "Page/style/layout.css"
};

static const unsigned char file_26[] = {
#embed "Page/style/learning.css"
};

static const unsigned char file_27[] = {
#embed "Page/style/network.css"
};

static const unsigned char file_28[] = {
#embed "Page/style/selected.css"
};

static const unsigned char file_29[] = {
#embed "Page/style/tour.css"
};

static const unsigned char file_30[] = {
#embed "Page/style/writing.css"
};

static const unsigned char file_31[] = {
#embed "Page/texts/en/backward.js"
};

static const unsigned char file_32[] = {
#embed "Page/texts/en/files.js"
};

static const unsigned char file_33[] = {
#embed "Page/texts/en/general.js"
};

static const unsigned char file_34[] = {
#embed "Page/texts/en/index.js"
};

static const unsigned char file_35[] = {
#embed "Page/texts/en/input.js"
};

static const unsigned char file_36[] = {
#embed "Page/texts/en/learning.js"
};

static const unsigned char file_37[] = {
#embed "Page/texts/en/network.js"
};

static const unsigned char file_38[] = {
#embed "Page/texts/en/selected.js"
};

static const unsigned char file_39[] = {
#embed "Page/texts/en/tour.js"
};

static const unsigned char file_40[] = {
#embed "Page/texts/en/writing.js"
};

static const unsigned char file_41[] = {
#embed "Page/texts/index.js"
};

static const unsigned char file_42[] = {
#embed "Page/tour/borrowed.js"
};

static const unsigned char file_43[] = {
#embed "Page/tour/card.js"
};

static const unsigned char file_44[] = {
#embed "Page/tour/choice.js"
};

static const unsigned char file_45[] = {
#embed "Page/tour/figures.js"
};

static const unsigned char file_46[] = {
#embed "Page/tour/plane.js"
};

static const unsigned char file_47[] = {
#embed "Page/tour/prose.js"
};

static const unsigned char file_48[] = {
#embed "Page/tour/scenes/backpropagation.js"
};

static const unsigned char file_49[] = {
#embed "Page/tour/scenes/downhill.js"
};

static const unsigned char file_50[] = {
#embed "Page/tour/scenes/forward.js"
};

static const unsigned char file_51[] = {
#embed "Page/tour/scenes/index.js"
};

static const unsigned char file_52[] = {
#embed "Page/tour/scenes/layers.js"
};

static const unsigned char file_53[] = {
#embed "Page/tour/scenes/learning.js"
};

static const unsigned char file_54[] = {
#embed "Page/tour/scenes/logic.js"
};

static const unsigned char file_55[] = {
#embed "Page/tour/scenes/neuron.js"
};

static const unsigned char file_56[] = {
#embed "Page/tour/scenes/noise.js"
};

static const unsigned char file_57[] = {
#embed "Page/tour/scenes/squish.js"
};

static const unsigned char file_58[] = {
#embed "Page/tour/scenes/weights.js"
};

static const unsigned char file_59[] = {
#embed "Page/tour/scenes/wrong.js"
};

static const unsigned char file_60[] = {
#embed "Page/tour/scenes/xor.js"
};

static const unsigned char file_61[] = {
#embed "Page/tour/smallNetwork.js"
};

static const unsigned char file_62[] = {
#embed "Page/tour/spotlight.js"
};

static const unsigned char file_63[] = {
#embed "Page/tour/stage.js"
};

static const unsigned char file_64[] = {
#embed "Page/tour/tour.js"
};

static const unsigned char file_65[] = {
#embed "Page/tour/valley.js"
};

static const unsigned char file_66[] = {
#embed "Page/view/backward/backward.js"
};

static const unsigned char file_67[] = {
#embed "Page/view/backward/error-step.js"
};

static const unsigned char file_68[] = {
#embed "Page/view/backward/facts.js"
};

static const unsigned char file_69[] = {
#embed "Page/view/backward/move-step.js"
};

static const unsigned char file_70[] = {
#embed "Page/view/backward/output-steps.js"
};

static const unsigned char file_71[] = {
#embed "Page/view/backward/pictures.js"
};

static const unsigned char file_72[] = {
#embed "Page/view/backward/weight-steps.js"
};

static const unsigned char file_73[] = {
#embed "Page/view/colours.js"
};

static const unsigned char file_74[] = {
#embed "Page/view/element.js"
};

static const unsigned char file_75[] = {
#embed "Page/view/files/asking.js"
};

static const unsigned char file_76[] = {
#embed "Page/view/files/examples.js"
};

static const unsigned char file_77[] = {
#embed "Page/view/files/found.js"
};

static const unsigned char file_78[] = {
#embed "Page/view/files/learning.js"
};

static const unsigned char file_79[] = {
#embed "Page/view/files/masthead.js"
};

static const unsigned char file_80[] = {
#embed "Page/view/files/pad.js"
};

static const unsigned char file_81[] = {
#embed "Page/view/files/question.js"
};

static const unsigned char file_82[] = {
#embed "Page/view/files/recorder.js"
};

static const unsigned char file_83[] = {
#embed "Page/view/files/row.js"
};

static const unsigned char file_84[] = {
#embed "Page/view/functions.js"
};

static const unsigned char file_85[] = {
#embed "Page/view/general.js"
};

static const unsigned char file_86[] = {
#embed "Page/view/input.js"
};

static const unsigned char file_87[] = {
#embed "Page/view/input/answer.js"
};

static const unsigned char file_88[] = {
#embed "Page/view/input/controls.js"
};

static const unsigned char file_89[] = {
#embed "Page/view/input/files.js"
};

static const unsigned char file_90[] = {
#embed "Page/view/input/pad.js"
};

static const unsigned char file_91[] = {
#embed "Page/view/input/plane.js"
};

static const unsigned char file_92[] = {
#embed "Page/view/input/way.js"
};

static const unsigned char file_93[] = {
#embed "Page/view/knob.js"
};

static const unsigned char file_94[] = {
#embed "Page/view/learning.js"
};

static const unsigned char file_95[] = {
#embed "Page/view/learning/augmentation.js"
};

static const unsigned char file_96[] = {
#embed "Page/view/learning/choices.js"
};

static const unsigned char file_97[] = {
#embed "Page/view/learning/compare.js"
};

static const unsigned char file_98[] = {
#embed "Page/view/learning/confusion.js"
};

static const unsigned char file_99[] = {
#embed "Page/view/learning/controls.js"
};

static const unsigned char file_100[] = {
#embed "Page/view/learning/curves.js"
};

static const unsigned char file_101[] = {
#embed "Page/view/learning/fields.js"
};

static const unsigned char file_102[] = {
#embed "Page/view/learning/forming.js"
};

static const unsigned char file_103[] = {
#embed "Page/view/learning/histogram.js"
};

static const unsigned char file_104[] = {
#embed "Page/view/learning/insight.js"
};

static const unsigned char file_105[] = {
#embed "Page/view/learning/layers.js"
};

static const unsigned char file_106[] = {
#embed "Page/view/learning/legend.js"
};

static const unsigned char file_107[] = {
#embed "Page/view/learning/mistakes.js"
};

static const unsigned char file_108[] = {
#embed "Page/view/learning/panel.js"
};

static const unsigned char file_109[] = {
#embed "Page/view/learning/plot.js"
};

static const unsigned char file_110[] = {
#embed "Page/view/learning/scale.js"
};

static const unsigned char file_111[] = {
#embed "Page/view/learning/words.js"
};

static const unsigned char file_112[] = {
#embed "Page/view/masthead.js"
};

static const unsigned char file_113[] = {
#embed "Page/view/network.js"
};

static const unsigned char file_114[] = {
#embed "Page/view/network/arrange.js"
};

static const unsigned char file_115[] = {
#embed "Page/view/network/export.js"
};

static const unsigned char file_116[] = {
#embed "Page/view/network/keys.js"
};

static const unsigned char file_117[] = {
#embed "Page/view/network/legend.js"
};

static const unsigned char file_118[] = {
#embed "Page/view/network/lights.js"
};

static const unsigned char file_119[] = {
#embed "Page/view/network/lines.js"
};

static const unsigned char file_120[] = {
#embed "Page/view/network/maps.js"
};

static const unsigned char file_121[] = {
#embed "Page/view/network/neurons.js"
};

static const unsigned char file_122[] = {
#embed "Page/view/network/play.js"
};

static const unsigned char file_123[] = {
#embed "Page/view/network/stage.js"
};

static const unsigned char file_124[] = {
#embed "Page/view/network/thumbs.js"
};

static const unsigned char file_125[] = {
#embed "Page/view/network/words.js"
};

static const unsigned char file_126[] = {
#embed "Page/view/numbers.js"
};

static const unsigned char file_127[] = {
#embed "Page/view/picture.js"
};

static const unsigned char file_128[] = {
#embed "Page/view/pixels.js"
};

static const unsigned char file_129[] = {
#embed "Page/view/save.js"
};

static const unsigned char file_130[] = {
#embed "Page/view/selected.js"
};

static const unsigned char file_131[] = {
#embed "Page/view/selected/bars.js"
};

static const unsigned char file_132[] = {
#embed "Page/view/selected/excite.js"
};

static const unsigned char file_133[] = {
#embed "Page/view/selected/field.js"
};

static const unsigned char file_134[] = {
#embed "Page/view/selected/heading.js"
};

static const unsigned char file_135[] = {
#embed "Page/view/selected/knobs.js"
};

static const unsigned char file_136[] = {
#embed "Page/view/selected/looks-for.js"
};

static const unsigned char file_137[] = {
#embed "Page/view/selected/map.js"
};

static const unsigned char file_138[] = {
#embed "Page/view/selected/names.js"
};

static const unsigned char file_139[] = {
#embed "Page/view/selected/plot.js"
};

static const unsigned char file_140[] = {
#embed "Page/view/selected/pointable.js"
};

static const unsigned char file_141[] = {
#embed "Page/view/selected/products.js"
};

static const unsigned char file_142[] = {
#embed "Page/view/selected/softmax.js"
};

static const unsigned char file_143[] = {
#embed "Page/view/selected/sum.js"
};

static const unsigned char file_144[] = {
#embed "Page/view/selected/term-row.js"
};

static const unsigned char file_145[] = {
#embed "Page/view/selected/terms.js"
};

static const unsigned char file_146[] = {
#embed "Page/view/selected/tiles.js"
};

static const unsigned char file_147[] = {
#embed "Page/view/writing/attention.js"
};

static const unsigned char file_148[] = {
#embed "Page/view/writing/choice.js"
};

static const unsigned char file_149[] = {
#embed "Page/view/writing/desk.js"
};

static const unsigned char file_150[] = {
#embed "Page/view/writing/gates.js"
};

static const unsigned char file_151[] = {
#embed "Page/view/writing/lines.js"
};

static const unsigned char file_152[] = {
#embed "Page/view/writing/manuscript.js"
};

static const unsigned char file_153[] = {
#embed "Page/view/writing/masthead.js"
};

static const unsigned char file_154[] = {
#embed "Page/view/writing/words.js"
};

static const unsigned char file_155[] = {
#embed "Page/writing.html"
};

static const unsigned char file_156[] = {
#embed "Page/writing.js"
};

static const studio_asset files[] = {
    {"files.html", file_0, sizeof file_0},
    {"files.js", file_1, sizeof file_1},
    {"icon.svg", file_2, sizeof file_2},
    {"index.html", file_3, sizeof file_3},
    {"main.js", file_4, sizeof file_4},
    {"model/address.js", file_5, sizeof file_5},
    {"model/drawing.js", file_6, sizeof file_6},
    {"model/engine.js", file_7, sizeof file_7},
    {"model/files/files.js", file_8, sizeof file_8},
    {"model/inputs.js", file_9, sizeof file_9},
    {"model/inquiry.js", file_10, sizeof file_10},
    {"model/layers.js", file_11, sizeof file_11},
    {"model/planes.js", file_12, sizeof file_12},
    {"model/questions.js", file_13, sizeof file_13},
    {"model/recipe.js", file_14, sizeof file_14},
    {"model/rival.js", file_15, sizeof file_15},
    {"model/store.js", file_16, sizeof file_16},
    {"model/studio.js", file_17, sizeof file_17},
    {"model/writing/address.js", file_18, sizeof file_18},
    {"model/writing/engine.js", file_19, sizeof file_19},
    {"model/writing/questions.js", file_20, sizeof file_20},
    {"model/writing/writer.js", file_21, sizeof file_21},
    {"style/base.css", file_22, sizeof file_22},
    {"style/files.css", file_23, sizeof file_23},
    {"style/input.css", file_24, sizeof file_24},
    {"style/layout.css", file_25, sizeof file_25},
    {"style/learning.css", file_26, sizeof file_26},
    {"style/network.css", file_27, sizeof file_27},
    {"style/selected.css", file_28, sizeof file_28},
    {"style/tour.css", file_29, sizeof file_29},
    {"style/writing.css", file_30, sizeof file_30},
    {"texts/en/backward.js", file_31, sizeof file_31},
    {"texts/en/files.js", file_32, sizeof file_32},
    {"texts/en/general.js", file_33, sizeof file_33},
    {"texts/en/index.js", file_34, sizeof file_34},
    {"texts/en/input.js", file_35, sizeof file_35},
    {"texts/en/learning.js", file_36, sizeof file_36},
    {"texts/en/network.js", file_37, sizeof file_37},
    {"texts/en/selected.js", file_38, sizeof file_38},
    {"texts/en/tour.js", file_39, sizeof file_39},
    {"texts/en/writing.js", file_40, sizeof file_40},
    {"texts/index.js", file_41, sizeof file_41},
    {"tour/borrowed.js", file_42, sizeof file_42},
    {"tour/card.js", file_43, sizeof file_43},
    {"tour/choice.js", file_44, sizeof file_44},
    {"tour/figures.js", file_45, sizeof file_45},
    {"tour/plane.js", file_46, sizeof file_46},
    {"tour/prose.js", file_47, sizeof file_47},
    {"tour/scenes/backpropagation.js", file_48, sizeof file_48},
    {"tour/scenes/downhill.js", file_49, sizeof file_49},
    {"tour/scenes/forward.js", file_50, sizeof file_50},
    {"tour/scenes/index.js", file_51, sizeof file_51},
    {"tour/scenes/layers.js", file_52, sizeof file_52},
    {"tour/scenes/learning.js", file_53, sizeof file_53},
    {"tour/scenes/logic.js", file_54, sizeof file_54},
    {"tour/scenes/neuron.js", file_55, sizeof file_55},
    {"tour/scenes/noise.js", file_56, sizeof file_56},
    {"tour/scenes/squish.js", file_57, sizeof file_57},
    {"tour/scenes/weights.js", file_58, sizeof file_58},
    {"tour/scenes/wrong.js", file_59, sizeof file_59},
    {"tour/scenes/xor.js", file_60, sizeof file_60},
    {"tour/smallNetwork.js", file_61, sizeof file_61},
    {"tour/spotlight.js", file_62, sizeof file_62},
    {"tour/stage.js", file_63, sizeof file_63},
    {"tour/tour.js", file_64, sizeof file_64},
    {"tour/valley.js", file_65, sizeof file_65},
    {"view/backward/backward.js", file_66, sizeof file_66},
    {"view/backward/error-step.js", file_67, sizeof file_67},
    {"view/backward/facts.js", file_68, sizeof file_68},
    {"view/backward/move-step.js", file_69, sizeof file_69},
    {"view/backward/output-steps.js", file_70, sizeof file_70},
    {"view/backward/pictures.js", file_71, sizeof file_71},
    {"view/backward/weight-steps.js", file_72, sizeof file_72},
    {"view/colours.js", file_73, sizeof file_73},
    {"view/element.js", file_74, sizeof file_74},
    {"view/files/asking.js", file_75, sizeof file_75},
    {"view/files/examples.js", file_76, sizeof file_76},
    {"view/files/found.js", file_77, sizeof file_77},
    {"view/files/learning.js", file_78, sizeof file_78},
    {"view/files/masthead.js", file_79, sizeof file_79},
    {"view/files/pad.js", file_80, sizeof file_80},
    {"view/files/question.js", file_81, sizeof file_81},
    {"view/files/recorder.js", file_82, sizeof file_82},
    {"view/files/row.js", file_83, sizeof file_83},
    {"view/functions.js", file_84, sizeof file_84},
    {"view/general.js", file_85, sizeof file_85},
    {"view/input.js", file_86, sizeof file_86},
    {"view/input/answer.js", file_87, sizeof file_87},
    {"view/input/controls.js", file_88, sizeof file_88},
    {"view/input/files.js", file_89, sizeof file_89},
    {"view/input/pad.js", file_90, sizeof file_90},
    {"view/input/plane.js", file_91, sizeof file_91},
    {"view/input/way.js", file_92, sizeof file_92},
    {"view/knob.js", file_93, sizeof file_93},
    {"view/learning.js", file_94, sizeof file_94},
    {"view/learning/augmentation.js", file_95, sizeof file_95},
    {"view/learning/choices.js", file_96, sizeof file_96},
    {"view/learning/compare.js", file_97, sizeof file_97},
    {"view/learning/confusion.js", file_98, sizeof file_98},
    {"view/learning/controls.js", file_99, sizeof file_99},
    {"view/learning/curves.js", file_100, sizeof file_100},
    {"view/learning/fields.js", file_101, sizeof file_101},
    {"view/learning/forming.js", file_102, sizeof file_102},
    {"view/learning/histogram.js", file_103, sizeof file_103},
    {"view/learning/insight.js", file_104, sizeof file_104},
    {"view/learning/layers.js", file_105, sizeof file_105},
    {"view/learning/legend.js", file_106, sizeof file_106},
    {"view/learning/mistakes.js", file_107, sizeof file_107},
    {"view/learning/panel.js", file_108, sizeof file_108},
    {"view/learning/plot.js", file_109, sizeof file_109},
    {"view/learning/scale.js", file_110, sizeof file_110},
    {"view/learning/words.js", file_111, sizeof file_111},
    {"view/masthead.js", file_112, sizeof file_112},
    {"view/network.js", file_113, sizeof file_113},
    {"view/network/arrange.js", file_114, sizeof file_114},
    {"view/network/export.js", file_115, sizeof file_115},
    {"view/network/keys.js", file_116, sizeof file_116},
    {"view/network/legend.js", file_117, sizeof file_117},
    {"view/network/lights.js", file_118, sizeof file_118},
    {"view/network/lines.js", file_119, sizeof file_119},
    {"view/network/maps.js", file_120, sizeof file_120},
    {"view/network/neurons.js", file_121, sizeof file_121},
    {"view/network/play.js", file_122, sizeof file_122},
    {"view/network/stage.js", file_123, sizeof file_123},
    {"view/network/thumbs.js", file_124, sizeof file_124},
    {"view/network/words.js", file_125, sizeof file_125},
    {"view/numbers.js", file_126, sizeof file_126},
    {"view/picture.js", file_127, sizeof file_127},
    {"view/pixels.js", file_128, sizeof file_128},
    {"view/save.js", file_129, sizeof file_129},
    {"view/selected.js", file_130, sizeof file_130},
    {"view/selected/bars.js", file_131, sizeof file_131},
    {"view/selected/excite.js", file_132, sizeof file_132},
    {"view/selected/field.js", file_133, sizeof file_133},
    {"view/selected/heading.js", file_134, sizeof file_134},
    {"view/selected/knobs.js", file_135, sizeof file_135},
    {"view/selected/looks-for.js", file_136, sizeof file_136},
    {"view/selected/map.js", file_137, sizeof file_137},
    {"view/selected/names.js", file_138, sizeof file_138},
    {"view/selected/plot.js", file_139, sizeof file_139},
    {"view/selected/pointable.js", file_140, sizeof file_140},
    {"view/selected/products.js", file_141, sizeof file_141},
    {"view/selected/softmax.js", file_142, sizeof file_142},
    {"view/selected/sum.js", file_143, sizeof file_143},
    {"view/selected/term-row.js", file_144, sizeof file_144},
    {"view/selected/terms.js", file_145, sizeof file_145},
    {"view/selected/tiles.js", file_146, sizeof file_146},
    {"view/writing/attention.js", file_147, sizeof file_147},
    {"view/writing/choice.js", file_148, sizeof file_148},
    {"view/writing/desk.js", file_149, sizeof file_149},
    {"view/writing/gates.js", file_150, sizeof file_150},
    {"view/writing/lines.js", file_151, sizeof file_151},
    {"view/writing/manuscript.js", file_152, sizeof file_152},
    {"view/writing/masthead.js", file_153, sizeof file_153},
    {"view/writing/words.js", file_154, sizeof file_154},
    {"writing.html", file_155, sizeof file_155},
    {"writing.js", file_156, sizeof file_156},
};

const size_t studio_asset_count = sizeof files / sizeof files[0];

const studio_asset *studio_asset_at(size_t index) {
    return index < studio_asset_count ? &files[index] : NULL;
}
