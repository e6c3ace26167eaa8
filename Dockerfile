# One image for every Node service of docker-compose.yml; each service says which program it runs.
FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN node deploy/build.mjs
# The volume for the checkpoints of the access log takes over this owner.
RUN mkdir /audit /witness && chown node:node /audit /witness
ENV NODE_ENV=production
USER node
