#!/bin/sh
# Builds the Functions image in the installation's own registry, and notes its name for the next `azd provision`.
set -eu
: "${AZURE_CONTAINER_REGISTRY_NAME:?run by azd after provisioning}" "${AZURE_CONTAINER_REGISTRY_ENDPOINT:?}"
# The commit, and what of the configuration and the files that are not committed is in the image.
config() { find infra/container/config -type f | LC_ALL=C sort; }
version=$(git rev-parse --short=12 HEAD)-$({ git diff HEAD; config; config | git hash-object --stdin-paths; } | git hash-object --stdin | cut -c1-8)
image=$AZURE_CONTAINER_REGISTRY_ENDPOINT/integration-hub:$version
if [ "${HUB_IMAGE:-}" = "$image" ]; then
    echo "$image is deployed already"
    exit 0
fi
az acr build --registry "$AZURE_CONTAINER_REGISTRY_NAME" --file infra/container/Containerfile.functions --image "integration-hub:$version" .
azd env set HUB_IMAGE "$image"
echo "镜像已构建:再次运行 azd provision 部署程序 / the image is built: run azd provision once more to deploy it"
