/** Draws alleged relations: curved aside where several join the same two, dashed where somebody denies them,
 *  with an arrowhead where they go one way. One instanced strip an edge; all lengths in pixels of the screen.
 *  Rough ones are straight lines of one pixel, and cannot be pointed at: many times less to draw. */

import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";

import type { EdgeValues, NodeValues } from "./graph.ts";
import type { Pace } from "./pace.ts";

export interface DrawnEdge extends EdgeDisplayData {
  bend?: number;
  disputed?: boolean;
  symmetric?: boolean;
}

const SEGMENTS = 8;
const UNIFORMS = ["u_matrix", "u_size", "u_sizeRatio", "u_pixelRatio", "u_rough"] as const;
const LINE = [[0, 1, 3], [1, 1, 3]]; // a rough line; first, so that it can be drawn alone

const VERTEX = /* glsl */ `
attribute vec2 a_start;
attribute vec2 a_end;
attribute float a_width;
attribute float a_bend;
attribute float a_gap;
attribute float a_flags;
attribute vec4 a_color;
attribute vec4 a_id;
attribute vec3 a_place; // how far along, which side; 1 and 2 of the arrowhead, 3 of a rough line

uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform float u_rough;

varying vec4 v_color;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dashed;

vec2 toPixels(vec2 point) {
  return ((u_matrix * vec3(point, 1.0)).xy * 0.5 + 0.5) * u_size;
}

void main() {
  vec2 start = toPixels(a_start);
  vec2 end = toPixels(a_end);
  vec2 between = end - start;
  float distance = max(length(between), 0.001);
  vec2 aside = vec2(-between.y, between.x);
  vec2 control = (start + end) * 0.5 + aside * a_bend;

  float directed = mod(a_flags, 2.0);
  float scale = 1.0 / u_sizeRatio;
  float half_ = max(a_width * scale, 1.0) * 0.5;
  float head = directed * min((7.0 + 1.3 * a_width) * scale, distance * 0.4);
  vec2 into = normalize(end - control);
  vec2 tip = end - into * min(a_gap * scale + 1.0, distance * 0.4);
  vec2 base = tip - into * head;

  #ifdef PICKING_MODE
  half_ = max(half_, 4.0); // thin edges can be clicked too
  #endif

  float t = a_place.x;
  vec2 curve = mix(mix(start, control, t), mix(control, base, t), t);
  vec2 tangent = mix(control - start, base - control, t);
  vec2 normal = normalize(vec2(-tangent.y, tangent.x));
  float feather = 1.0 / u_pixelRatio;
  float reach = half_ + feather;
  vec2 point = curve + normal * a_place.y * reach;

  v_across = a_place.y * reach;
  v_half = half_;
  if (a_place.z > 0.5) { // arrowhead: two corners, then the tip
    vec2 side = vec2(-into.y, into.x) * head * 0.42;
    point = a_place.z > 1.5 ? tip : base + side * a_place.y;
    v_across = 0.0;
    v_half = 10.0;
  }
  v_along = t * distance;
  v_dashed = a_place.z > 0.5 ? 0.0 : step(1.5, a_flags);
  if (u_rough > 0.5) {
    point = mix(start, end, t);
    v_across = 0.0;
    v_half = 10.0;
    v_dashed = 0.0;
  } else if (a_place.z > 2.5) { // the ends of a rough line fall together with the beginning of the strip
    point = start + normalize(vec2(start.y - control.y, control.x - start.x)) * reach;
  }
  gl_Position = vec4(point / u_size * 2.0 - 1.0, 0.0, 1.0);

  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`;

const FRAGMENT = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dashed;

uniform float u_pixelRatio;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float feather = 1.0 / u_pixelRatio;
  float ink = 1.0 - smoothstep(v_half - feather * 0.5, v_half + feather, abs(v_across));
  if (v_dashed > 0.5) {
    float along = mod(v_along, 11.0);
    ink *= smoothstep(0.0, feather, along) * (1.0 - smoothstep(6.5, 6.5 + feather, along));
  }
  gl_FragColor = v_color * ink;
  #endif
}
`;

function strip(): number[][] {
  const places = [...LINE];
  for (let at = 0; at <= SEGMENTS; at++) {
    places.push([at / SEGMENTS, 1, 0], [at / SEGMENTS, -1, 0]);
  }
  places.push([1, 1, 1], [1, -1, 1], [1, 0, 2]);
  return places;
}

/** The program for edges that are drawn rough or in full as `pace` says. */
export function edgeProgram(pace: Readonly<Pace>) {
  return class AllegedEdgeProgram extends EdgeProgram<(typeof UNIFORMS)[number], NodeValues, EdgeValues> {
    override getDefinition() {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGLRenderingContext;
      return {
        VERTICES: LINE.length + 2 * (SEGMENTS + 1) + 3,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLE_STRIP,
        UNIFORMS,
        ATTRIBUTES: [
          { name: "a_start", size: 2, type: FLOAT },
          { name: "a_end", size: 2, type: FLOAT },
          { name: "a_width", size: 1, type: FLOAT },
          { name: "a_bend", size: 1, type: FLOAT },
          { name: "a_gap", size: 1, type: FLOAT },
          { name: "a_flags", size: 1, type: FLOAT },
          { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_place", size: 3, type: FLOAT }],
        CONSTANT_DATA: strip(),
      };
    }

    override processVisibleItem(
      index: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: DrawnEdge,
    ): void {
      this.array.set(
        [
          source.x, source.y, target.x, target.y,
          data.size,
          data.bend ?? 0,
          target.size,
          (data.symmetric ? 0 : 1) + (data.disputed ? 2 : 0),
          floatColor(data.color),
          index,
        ],
        at,
      );
    }

    override render(params: RenderParams): void {
      const { pickProgram } = this;
      if (pace.rough) this.pickProgram = null;
      super.render(params);
      this.pickProgram = pickProgram;
    }

    override drawWebGL(method: number, info: ProgramInfo): void {
      const { gl, frameBuffer } = info;
      if (pace.rough && gl instanceof WebGL2RenderingContext) {
        gl.bindFramebuffer(gl.FRAMEBUFFER, frameBuffer);
        gl.drawArraysInstanced(gl.LINES, 0, LINE.length, this.capacity);
      } else super.drawWebGL(method, info);
    }

    override setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
      gl.uniform1f(uniformLocations["u_rough"] ?? null, pace.rough && gl instanceof WebGL2RenderingContext ? 1 : 0);
      gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
      gl.uniform2f(uniformLocations["u_size"] ?? null, params.width, params.height);
      gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
      gl.uniform1f(uniformLocations["u_pixelRatio"] ?? null, params.pixelRatio);
    }
  };
}
