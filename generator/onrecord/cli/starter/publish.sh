#!/bin/sh
# Publishes the site into a folder, and keeps the chain of editions: without it the next edition would begin a new one.
#
#   sh publish.sh FOLDER           on a server: the folder stays, and the chain is committed and pushed
#   sh publish.sh FOLDER BRANCH    in a workflow, which starts from nothing: BRANCH keeps folder and chain
#
# PUBLISH_OPTIONS go to `onrecord publish`: PUBLISH_OPTIONS=--expect sh publish.sh public
set -eu
cd "$(dirname "$0")"
folder=${1:?"name the folder to publish: sh publish.sh public"}
branch=${2:-}
case "$branch:$folder" in
:*) ;;
*:/* | *..*)
    echo "With a branch the folder lies in this one: sh publish.sh public $branch" >&2
    exit 2
    ;;
esac

publish() {
    # shellcheck disable=SC2086 # options are several words
    onrecord publish "$folder" ${PUBLISH_OPTIONS:-}
}

as_publisher() {
    git -c user.name="onrecord publish" -c user.email="publish@localhost" "$@"
}

# Puts what BRANCH keeps into place.
fetch_published() {
    # 2 says that there is no such branch yet. Anything else is a failure, and no reason to begin anew.
    status=0
    git ls-remote --quiet --exit-code origin "refs/heads/$branch" >/dev/null || status=$?
    if [ "$status" -eq 2 ]; then return; fi
    if [ "$status" -ne 0 ]; then exit "$status"; fi
    git fetch --quiet --depth 1 origin "refs/heads/$branch"
    before=$(git rev-parse FETCH_HEAD)
    git archive --output build/published.tar "$before"
    tar -xf build/published.tar
}

# Makes folder and chain the one commit of BRANCH: what was removed is in none before, and the repository does not grow.
push_published() {
    GIT_INDEX_FILE=$(git rev-parse --absolute-git-dir)/published.index
    export GIT_INDEX_FILE
    rm -f "$GIT_INDEX_FILE"
    git add --force -- "$folder"
    if [ -d editions ]; then git add --force -- editions; fi
    tree=$(git write-tree)
    if [ "$tree" = "$(git rev-parse --verify --quiet "${before:-none}^{tree}" || true)" ]; then return; fi
    commit=$(as_publisher commit-tree -m "Publish [skip ci]" "$tree")
    # Not pushed where another run has been there since.
    git push --quiet --force-with-lease="refs/heads/$branch:$before" origin "$commit:refs/heads/$branch"
}

if [ -n "$branch" ]; then
    before=
    mkdir -p build
    # Every byte as it is, whatever .gitattributes says of line ends.
    echo '* -text -ident -filter -export-ignore -export-subst' >"$(git rev-parse --git-path info/attributes)"
    fetch_published
    publish
    push_published
else
    if [ -n "$(git remote)" ]; then git pull --quiet --rebase; fi
    publish
    if [ -d editions ]; then
        git add -- editions
        git diff --cached --quiet -- editions || as_publisher commit --quiet -m "Edition [skip ci]" -- editions
    fi
    if [ -n "$(git remote)" ]; then git push --quiet; fi
fi
