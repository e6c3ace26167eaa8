# One image for every Node service of docker-compose.yml; each service says which program it runs.
FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN node deploy/build.mjs
ENV NODE_ENV=production
USER node
