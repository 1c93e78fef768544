/** Whether the person can see the page: a hidden tab asks for nothing. */
export const isVisible = () => document.visibilityState === "visible";
