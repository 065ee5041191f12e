# Completion in bash for featurescope and featurescope-cli. Options and names are asked of the programs, so
# that there is no second list of them. Needs nothing but bash.

# Options a command knows, one a line: what starts a line of its help, or follows a short form there.
_featurescope_options() {
    "$@" --help 2>/dev/null | sed -n 's/^ *\(-[a-zA-Z],\)\{0,1\}\(--[a-z][a-z-]*\).*/\2/p'
}

# Settings for --set, such as data.dimension, one a line: the dotted keys of the spec.
_featurescope_settings() {
    "$1" spec 2>/dev/null | awk -F '"' '/^  "[a-z_]*": {/ { group = $2 } /^    "[a-z_]*":/ { print group "." $2 }'
}

_featurescope_scenarios() {
    "$1" scenarios 2>/dev/null | cut -d ' ' -f 1
}

# The command before the first word that names one of its subcommands; empty for none.
_featurescope_subcommand() {
    local word known=" $1 "
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $known == *" $word "* ]]; then
            printf '%s' "$word"
            return
        fi
    done
}

_featurescope_words() {
    local IFS=$'\n'
    COMPREPLY+=($(compgen -W "$1" -- "$2"))
}

_featurescope_files() {
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$1"))
}

# The values of the option before the cursor. Fails when it takes none, or any text.
_featurescope_value() {
    local option=$1 current=$2 cli=$3
    case $option in
        --set)
            compopt -o nospace 2>/dev/null
            _featurescope_words "$(_featurescope_settings "$cli" | sed 's/$/=/')" "$current"
            ;;
        --precision) _featurescope_words $'float\ndouble' "$current" ;;
        --engine) _featurescope_words $'auto\nprimal\ngram\ndense\ncertified' "$current" ;;
        --isa) _featurescope_words $'auto\nbaseline\navx2\navx512' "$current" ;;
        --metrics-every) _featurescope_words $'log\nlast' "$current" ;;
        --theme) _featurescope_words $'light\ndark\nprojector' "$current" ;;
        --separator) _featurescope_words $'comma\nsemicolon\ntab' "$current" ;;
        --header) _featurescope_words $'yes\nno' "$current" ;;
        --means)
            _featurescope_words $'estimated\nnone' "$current"
            _featurescope_files "$current"
            ;;
        --lesson | --out | --spec | --data | --csv | --npz | --session | --checkpoint | --resume | --screenshot) _featurescope_files "$current" ;;
        --base) _featurescope_words "$(_featurescope_scenarios "$cli")" "$current" ;;
        --x | --y)
            compopt -o nospace 2>/dev/null
            _featurescope_words "$(_featurescope_settings "$cli" | sed 's/$/=/')" "$current"
            ;;
        --seeds | --refine | --shards | --minutes | --seconds-per-run | --shard | --metric | --steps | --threads | --run-to | --step | --size | --mm | --dpi | --label | --positive | --leave-out) ;;
        *) return 1 ;;
    esac
}

_featurescope_cli() {
    local program=$1 current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local commands="scenarios spec run info import export check-lesson sweep sweep-plan sweep-work sweep-collect sweep-status sweep-script sweep-export" command
    COMPREPLY=()
    command=$(_featurescope_subcommand "$commands")
    _featurescope_value "$before" "$current" "$program" && return
    if [[ $current == -* ]]; then
        _featurescope_words "$(_featurescope_options "$program" $command)" "$current"
        return
    fi
    case $command in
        '') _featurescope_words "${commands// /$'\n'}" "$current" ;;
        spec | run) _featurescope_words "$(_featurescope_scenarios "$program")" "$current" ;;
        sweep-script)
            _featurescope_words $'slurm\nsnakemake' "$current"
            _featurescope_files "$current"
            ;;
        info | import | export | check-lesson | sweep | sweep-*) _featurescope_files "$current" ;;
    esac
}

_featurescope() {
    local program=$1 current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} cli=featurescope-cli command
    COMPREPLY=()
    [[ $program == */* ]] && cli=${program%/*}/featurescope-cli
    command=$(_featurescope_subcommand render)
    _featurescope_value "$before" "$current" "$cli" && return
    if [[ $current == -* ]]; then
        _featurescope_words "$(_featurescope_options "$program" $command)" "$current"
        return
    fi
    _featurescope_words "$(_featurescope_scenarios "$cli")" "$current"
    _featurescope_files "$current"
}

complete -F _featurescope_cli featurescope-cli
complete -F _featurescope featurescope
