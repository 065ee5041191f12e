# Fails when a source uses what the project does without, and says why it does.
#   cmake -D ROOT=project-folder -P check_banned_words.cmake
cmake_minimum_required(VERSION 3.25)

set(complaints "")

# Complains about every line of `files`, comments aside, in which `words` stands as whole words.
function(ban files words reason)
    foreach(file IN LISTS files)
        file(READ ${ROOT}/${file} text)
        string(REGEX REPLACE "[][;\\]" " " text "${text}")
        string(REGEX REPLACE "//[^\n]*" "" text "${text}")
        string(REPLACE "\n" ";" lines "${text}")
        set(number 0)
        foreach(line IN LISTS lines)
            math(EXPR number "${number} + 1")
            if(line MATCHES "(^|[^A-Za-z0-9_])(${words})($|[^A-Za-z0-9_])")
                string(APPEND complaints "${file}:${number}: ${CMAKE_MATCH_2} is not used here: ${reason}\n")
            endif()
        endforeach()
    endforeach()
    set(complaints "${complaints}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE core RELATIVE ${ROOT} ${ROOT}/core/*.h ${ROOT}/core/*.cpp)
file(GLOB_RECURSE ours RELATIVE ${ROOT} ${ROOT}/core/*.h ${ROOT}/core/*.cpp ${ROOT}/ui/*.h ${ROOT}/ui/*.cpp
    ${ROOT}/app/*.h ${ROOT}/app/*.cpp)

ban("${core}" "v?s?n?f?printf|s?scanf|ato[fil]|sto[dfil]|stol[dl]|strto[dflu]|strtoul"
    "it obeys the locale; see core/base/number_text.h.")
ban("${core}" "[a-z_]+_distribution|rand|srand|random_device"
    "a run must not depend on the standard library's random numbers; see core/math.")
ban("${ours}" "detach|BlockingQueuedConnection|processEvents"
    "threads are joined and nobody waits for the window; see docs/architecture.md.")

if(complaints)
    message(NOTICE "${complaints}")
    message(FATAL_ERROR "These words are banned.")
endif()
