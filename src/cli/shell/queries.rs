//! What a script of completions says besides of queries: it asks byline itself how their words go on, since only
//! the index knows who speaks.

use clap_complete::Shell;

/// The script with what completes the queries of some commands. Shells that are not known here have it as it is.
pub(super) fn completed(shell: Shell, script: &str, querying: &[&str]) -> String {
    match shell {
        Shell::Bash => format!(
            "{script}\n{}",
            BASH.replace("COMMANDS", &querying.join("|"))
        ),
        Shell::Zsh => zsh(script, &querying.join("|")),
        Shell::Fish => format!(
            "{script}{}\n",
            FISH.replace("COMMANDS", &querying.join(" "))
        ),
        _ => script.to_owned(),
    }
}

/// Bash breaks words at colons: of what goes on only the part behind the last one is put in.
const BASH: &str = r#"_byline_queries() {
    local line="${COMP_LINE:0:COMP_POINT}" word kept given command=
    for given in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$given" in COMMANDS) command="$given" ;; esac
    done
    word="${line##*[[:space:]]}"
    case "$word" in ''|-*|*[\"\'\\]*) return 1 ;; esac
    [ -n "$command" ] || return 1
    kept=
    case "$COMP_WORDBREAKS" in *:*) case "$word" in *:*) kept="${word%:*}:" ;; esac ;; esac
    COMPREPLY=()
    while IFS= read -r given; do
        given="${given#"$kept"}"
        case "$given" in *:) compopt -o nospace; COMPREPLY+=("$given") ;; *) COMPREPLY+=("$(printf %q "$given")") ;; esac
    done < <(byline completions bash --word "$word" 2>/dev/null)
    [ "${#COMPREPLY[@]}" -gt 0 ]
}
_byline_all() {
    _byline_queries || _byline "$@"
}
complete -F _byline_all -o bashdefault -o default byline
"#;

const ZSH: &str = r#"_byline() {
    local -a found
    if (( ${words[(I)(COMMANDS)]} )) && [[ -n "$PREFIX" && "$PREFIX" != -* ]]; then
        found=("${(@f)$(byline completions zsh --word "${(Q)PREFIX}" 2>/dev/null)}")
        found=(${found:#})
        if (( ${#found} )); then
            compadd -U -S '' -a found
            return 0
        fi
    fi
    _byline_arguments "$@"
}
"#;

const FISH: &str = r"complete -c byline -n '__fish_seen_subcommand_from COMMANDS' -f -a '(byline completions fish --word (commandline -ct) 2>/dev/null)'";

/// The function that the script registers asks for queries first.
fn zsh(script: &str, querying: &str) -> String {
    const OPENS: &str = "_byline() {";
    let queries = ZSH.replace("COMMANDS", querying);
    let Some(at) = script.find(&format!("\n{OPENS}")) else {
        return script.to_owned();
    };
    let (before, after) = script.split_at(at + 1);
    format!(
        "{before}{queries}\n_byline_arguments() {{{}",
        &after[OPENS.len()..]
    )
}

#[cfg(test)]
mod tests {
    use clap_complete::Shell;

    use super::completed;

    #[test]
    fn queries_are_asked_of_byline_in_the_shells_that_are_known() {
        let script = "#compdef byline\n\n_byline() {\n    arguments\n}\n";
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let made = completed(shell, script, &["search", "quotes"]);
            let asks = format!("byline completions {shell} --word");
            assert!(made.contains(&asks), "{made}");
            assert!(!made.contains("COMMANDS"), "{made}");
            assert!(made.starts_with("#compdef byline"), "{made}");
        }
        let zsh = completed(Shell::Zsh, script, &["search"]);
        assert!(
            zsh.contains("_byline_arguments() {\n    arguments\n}"),
            "{zsh}"
        );
        assert_eq!(completed(Shell::Elvish, script, &["search"]), script);
    }
}
