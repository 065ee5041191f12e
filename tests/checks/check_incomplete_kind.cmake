# A kind of data that lacks a function must not compile; the same kind with all of them must.
#   cmake -D ROOT=project-folder -D CXX=compiler -D EIGEN=folder -P check_incomplete_kind.cmake
cmake_minimum_required(VERSION 3.25)

function(compile definition result)
    execute_process(COMMAND ${CXX} -std=c++20 -fsyntax-only -DFEATURESCOPE_TEST_KINDS=1 ${definition}
            -I ${ROOT}/tests/checks/data_kinds -I ${ROOT} -isystem ${EIGEN}
            ${ROOT}/tests/checks/data_kinds/use_kinds.cpp
        RESULT_VARIABLE status ERROR_VARIABLE message)
    set(${result} ${status} PARENT_SCOPE)
    set(message "${message}" PARENT_SCOPE)
endfunction()

compile(-DNOTHING_LACKS status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "A whole kind does not compile:\n${message}")
endif()
foreach(part NAME HELP TRAITS DRAW)
    compile(-DLACKS_${part} status)
    if(status EQUAL 0)
        message(SEND_ERROR "A kind without its ${part} compiles.")
    endif()
endforeach()
