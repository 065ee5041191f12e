# The check of the layers must find what it is there to find: each case is a small tree with one fault.
#   cmake -D ROOT=project-folder -D SCRATCH=folder -P check_layers_test.cmake
cmake_minimum_required(VERSION 3.25)

# Makes a tree with `file` containing `line` and expects the check to fail with a message that has `expected`;
# an empty `expected` means that the check must pass.
function(expect file line expected)
    file(REMOVE_RECURSE ${SCRATCH})
    file(COPY ${ROOT}/docs/architecture.md DESTINATION ${SCRATCH}/docs)
    foreach(header core/base/field.h core/math/types.h core/run/experiment.h core/training/kernels/table.h
            ui/main_window.h ui/look/palette.h ui/panels/panel.h)
        file(WRITE ${SCRATCH}/${header} "#pragma once\n")
    endforeach()
    file(WRITE ${SCRATCH}/${file} "// \\\nvalues[0];\n\n${line}\n")
    execute_process(COMMAND ${CMAKE_COMMAND} -D ROOT=${SCRATCH} -P ${ROOT}/tests/checks/check_layers.cmake
        RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE message)
    if(expected STREQUAL "")
        if(NOT status EQUAL 0)
            message(SEND_ERROR "${file} with ${line} must pass, but: ${message}")
        endif()
        return()
    endif()
    string(FIND "${message}" "${expected}" place)
    if(status EQUAL 0 OR place EQUAL -1)
        message(SEND_ERROR "${file} with ${line} must fail with \"${expected}\", but gave ${status}: ${message}")
    endif()
endfunction()

expect(core/math/plane.h "#include \"core/base/field.h\"" "")
expect(core/training/learner.cpp "#include \"core/training/kernels/table.h\"" "")
expect(core/run/session.cpp "#include \"core/math/types.h\"" "")
expect(app/main.cpp "#include \"ui/main_window.h\"" "")
expect(ui/look/style.cpp "#include <QColor>" "")
expect(core/base/text.h "#include \"core/math/types.h\"" "core/base/text.h:4: core/base must not include core/math")
expect(ui/panels/curves.cpp "#include \"core/training/kernels/table.h\"" "ui/panels must not include core/training")
expect(ui/look/style.cpp "#include \"ui/panels/panel.h\"" "ui/look must not include ui/panels")
expect(core/run/session.cpp "#include \"ui/look/palette.h\"" "core/run must not include ui/look")
expect(core/run/session.cpp "#  include <QString>" "core must not know Qt")
expect(core/run/session.cpp "#include \"experiment.h\"" "is not a path from the project folder")
expect(core/run/session.cpp "#include \"../run/experiment.h\"" "is not a path from the project folder")
expect(app/main.cpp "#include <ui/main_window.h>" "write it in quotes")
expect(core/extras/thing.h "#pragma once" "the folder core/extras has no row")
expect(core/data/data_source.h "#include \"tests/support/kinds/data_kinds.h\"" "")
expect(core/run/session.cpp "#include \"tests/support/kinds/data_kinds.h\"" "is not a path from the project folder")
