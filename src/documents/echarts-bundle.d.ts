/** The one-file build: to load the modules of echarts one by one takes a thread six times as long. */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export * from 'echarts';
}
