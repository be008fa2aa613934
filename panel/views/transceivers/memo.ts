import { Component, type ComponentType, createElement, type VNode } from 'preact';

/** Renders again only when a prop changed; preact/compat has this, and much that is not needed here. */
export function memo<P extends object>(Inner: (props: P) => VNode): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const keys = Object.keys(next) as (keyof P)[];
      return keys.some((key) => next[key] !== this.props[key]);
    }
    override render(props: P) {
      return createElement(Inner as ComponentType<P>, props as P & object) as VNode;
    }
  };
}
